using System.Text;
using Mingzheng.Base.Programs;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Base;

/// <summary>Programs over bytes of strangers: whoever takes one over finds no secret, no network and an end.</summary>
public sealed class BoundedProgramTests
{
    static readonly ProgramBounds Bounds = new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60), 1L << 30, LargestFile: 0);

    [Fact]
    public async Task It_inherits_no_secret_of_the_court()
    {
        Environment.SetEnvironmentVariable("Media__Secret_of_this_test", "secret");

        var names = (await Said("env")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=')[0]);

        names.ShouldBeSubsetOf(["PATH", "HOME", "LANG"]);
    }

    [Fact]
    public async Task It_is_bounded_in_processor_memory_files_and_rights()
    {
        (await Said("sh", "-c", "ulimit -t; ulimit -v; ulimit -f")).Split('\n')[..3].ShouldBe(["20", $"{1 << 20}", "0"]);
        (await Said("cat", "/proc/self/status")).ShouldContain("NoNewPrivs:\t1");
    }

    /// <summary>Where the system lets ordinary accounts have a network of their own, as Debian does.</summary>
    [Fact]
    public async Task It_has_no_network()
    {
        var interfaces = (await Said("cat", "/proc/net/dev")).Split('\n').Where(line => line.Contains(':')).Select(line => line.Split(':')[0].Trim());
        var can = (await Proof.PublicTool.Run("unshare", ["--user", "--map-current-user", "--net", "--ipc", "--", "true"])).ExitCode == 0;

        (can ? interfaces : ["lo"]).ShouldBe(["lo"]);
    }

    [Theory]
    [InlineData("kill -XCPU $$", true)]
    [InlineData("kill -SEGV $$", true)]
    [InlineData("kill -ABRT $$", true)]
    [InlineData("kill -KILL $$", false)]
    [InlineData("exit 1", false)]
    [InlineData("exec yes", true)]
    [InlineData("exit 0", false)]
    public async Task It_is_said_when_it_fell_over_what_it_was_given(string script, bool outOfBounds) =>
        (await BoundedProgram.Run("sh", ["-c", script], Bounds, default)).OutOfBounds.ShouldBe(outOfBounds);

    [Fact]
    public async Task It_is_ended_at_its_deadline_and_when_nobody_waits_for_it()
    {
        var late = await BoundedProgram.Run("sleep", ["600"], Bounds with { Wall = TimeSpan.Zero }, default);
        (late.OutOfBounds, late.OutOfTime).ShouldBe((true, true));
        await Should.ThrowAsync<OperationCanceledException>(() => BoundedProgram.Run("sleep", ["600"], Bounds, new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("kill -XCPU $$")]
    [InlineData("kill -KILL $$")]
    [InlineData("exec yes")]
    [InlineData("exit 0")]
    public async Task The_clock_on_the_wall_is_not_blamed_for_what_a_program_did(string script) =>
        (await BoundedProgram.Run("sh", ["-c", script], Bounds, default)).OutOfTime.ShouldBeFalse();

    [Fact]
    public async Task What_it_is_given_reaches_it_whole_and_a_program_that_does_not_read_is_no_fault()
    {
        var input = System.Security.Cryptography.RandomNumberGenerator.GetBytes(3_000_000);
        ReadOnlyMemory<byte>[] pieces = [input.AsMemory(0, 1_000_000), input.AsMemory(1_000_000)];
        (await BoundedProgram.Run("cat", [], Bounds, default, pieces)).Output.ShouldBe(input);
        (await BoundedProgram.Run("true", [], Bounds, default, pieces)).ExitCode.ShouldBe(0);
    }

    static async Task<string> Said(string program, params string[] arguments) =>
        Encoding.UTF8.GetString((await BoundedProgram.Run(program, arguments, Bounds, default)).Output);
}
