using System.Net;
using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Pdf;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Verification;

/// <summary>What a stranger can spend with the public check: a process with bounds, and never the court.</summary>
[Trait("kind", "hostile")]
public sealed class HardFileTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Attack: files that take all the time there is, from one network. A stand-in for the verifier waits until it is told to end as the system ends it.</summary>
    [Fact]
    public async Task While_hard_files_are_checked_the_court_answers_and_then_says_how_to_check_them_elsewhere()
    {
        await using var court = await Court("""
            touch "$0.started.$$"
            while [ ! -e "$0.go" ]; do sleep 0.05; done
            kill -XCPU $$
            """);
        using var stranger = court.Visitor();
        var checks = Enumerable.Range(0, 3).Select(_ => FinishedSession.Check(stranger, SamplePdf.Pages("hard"))).ToList();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Started() < 1)
        {
            await Task.Delay(20, limit.Token);
        }

        using var other = court.Visitor();
        (await other.Get("/verify")).Status.ShouldBe(HttpStatusCode.OK);
        (await other.Get("/verify?code=AAAA-BBBB")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await court.SignIn("JDG")).Dispose();
        Started().ShouldBe(1, "one network holds no more places");

        folder.Write("verifier.go", []);
        foreach (var page in await Task.WhenAll(checks))
        {
            page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, page.Text);
            page.Readable.ShouldContain("mingzheng-verify");
        }
    }

    /// <summary>A verifier that is not there is our fault and not a finding about the file.</summary>
    [Fact]
    public async Task A_verifier_that_does_not_run_is_never_a_verdict()
    {
        await using var court = await Court("exit 9");
        using var stranger = court.Visitor();

        var page = await FinishedSession.Check(stranger, SamplePdf.Pages("any"));

        page.Status.ShouldBe(HttpStatusCode.InternalServerError);
    }

    int Started() => Directory.GetFiles(folder.Path, "verifier.started.*").Length;

    Task<CourtHost> Court(string script)
    {
        folder.Write("verifier", System.Text.Encoding.ASCII.GetBytes($"#!/bin/sh\n{script}\n"));
        File.SetUnixFileMode(folder["verifier"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return CourtHost.Start(DatabaseKind.Sqlite, null, $"Verification:Program={folder["verifier"]}");
    }
}
