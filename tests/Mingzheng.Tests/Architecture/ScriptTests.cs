using System.Text;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Architecture;

/// <summary>Every shell script passes shellcheck, with the exceptions that .shellcheckrc and the scripts themselves give reasons for.</summary>
public sealed class ScriptTests
{
    [Fact]
    public async Task Shellcheck_finds_nothing_in_any_script()
    {
        string[] scripts = [.. SourceTree.Files().Where(IsScript)];
        scripts.ShouldBe([".ci/run", "bench/run", "run", "scripts/install-missing.sh", "scripts/keep-running", "scripts/private-postgres.sh", "scripts/publish.sh", "test", "tests/go/checklog/run"], ignoreOrder: true);

        var (exit, output, errors) = await PublicTool.Run("shellcheck", ["--external-sources", .. scripts], folder: SourceTree.Root);

        exit.ShouldBe(0, $"{Encoding.UTF8.GetString(output)}{errors}");
    }

    [Fact]
    public async Task A_mistake_in_a_script_is_found()
    {
        var (exit, output, _) = await PublicTool.Run("shellcheck", ["-"], "#!/usr/bin/env bash\nrm -rf $1/*\n"u8.ToArray(), SourceTree.Root);

        exit.ShouldNotBe(0);
        Encoding.UTF8.GetString(output).ShouldContain("SC2086");
    }

    [Theory]
    [InlineData("--help", 0)]
    [InlineData("-h", 0)]
    [InlineData("--hlep", 2)]
    public async Task Help_is_no_error_and_a_mistake_is_one(string option, int expected)
    {
        var (exit, output, errors) = await PublicTool.Run("bash", ["run", option], folder: SourceTree.Root);

        exit.ShouldBe(expected);
        (expected == 0 ? Encoding.UTF8.GetString(output) : errors).ShouldContain("./run demo");
    }

    static bool IsScript(string file) =>
        (file.EndsWith(".sh", StringComparison.Ordinal) || Path.GetExtension(file).Length == 0 || file == ".ci/run") && FirstLine(file) is var first
        && (first.StartsWith("#!", StringComparison.Ordinal) && first.EndsWith("sh", StringComparison.Ordinal) || first == "# shellcheck shell=bash");

    static string FirstLine(string file) => File.ReadLines(Path.Combine(SourceTree.Root, file)).FirstOrDefault() ?? "";
}
