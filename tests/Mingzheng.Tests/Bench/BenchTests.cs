using Mingzheng.Bench;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Bench;

/// <summary>The benchmarks in their smallest size, so that they cannot rot. How fast anything was is not asked here.</summary>
public sealed class BenchTests
{
    static int Databases => CourtDatabase.PostgresIsGiven ? 2 : 1;

    [Fact, Trait("kind", "bench")]
    public async Task Appends_are_measured_at_three_loads_on_each_database() => (await Findings("append")).ShouldBe(3 * Databases);

    [Fact, Trait("kind", "bench")]
    public async Task A_list_page_is_measured_on_each_database() => (await Findings("page")).ShouldBe(Databases);

    [Fact, Trait("kind", "bench")]
    public async Task The_way_from_act_to_proof_is_measured_on_each_database() => (await Findings("provable")).ShouldBe(Databases);

    [Fact, Trait("kind", "bench")]
    public async Task A_signed_document_is_measured_on_each_database() => (await Findings("document")).ShouldBe(Databases);

    [Fact]
    public async Task An_unknown_benchmark_is_not_understood()
    {
        var output = new StringWriter();

        (await BenchCommand.Run(["appends"], output)).ShouldBe(BenchCommand.NotUnderstood);

        output.ToString().ShouldContain("append|page|provable|document");
    }

    [Theory]
    [InlineData(Bound.AtLeast, 0.5, true)]
    [InlineData(Bound.AtLeast, 0.49, false)]
    [InlineData(Bound.AtMost, 0.5, true)]
    [InlineData(Bound.AtMost, 0.51, false)]
    [InlineData(Bound.AtLeast, double.NaN, false)]
    [InlineData(Bound.AtMost, double.NaN, false)]
    public void A_broken_limit_breaks_the_run(Bound bound, double value, bool kept)
    {
        var report = new Report(TextWriter.Null);

        report.Add(new Finding("sample", "one", "", value, new Limit(bound, 0.5)));

        report.IsKept.ShouldBe(kept);
    }

    [Fact]
    public void A_run_without_findings_has_kept_nothing() => new Report(TextWriter.Null).IsKept.ShouldBeFalse();

    [Fact]
    public async Task Recorded_figures_take_the_place_of_the_old_ones_and_of_nothing_else()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("mingzheng-bench-").FullName, "figures.md");
        var text = await File.ReadAllTextAsync(Path.Combine(CourtHost.Repository, "docs", "benchmarks.md"));
        await File.WriteAllTextAsync(file, text);

        await RecordedFigures.Write(file, "first");
        await RecordedFigures.Write(file, "second");

        var written = await File.ReadAllTextAsync(file);
        written.ShouldContain("second");
        written.ShouldNotContain("first\n");
        (written[..40], written[^40..]).ShouldBe((text[..40], text[^40..]));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    /// <summary>How many values were found; each is a number that something was really measured for.</summary>
    static async Task<int> Findings(string name)
    {
        var report = new Report(TextWriter.Null);
        await BenchCommand.All.Single(one => one.Name == name).Run(report, Extent.Tiny);
        report.Findings.ShouldAllBe(finding => double.IsFinite(finding.Value) && finding.Value > 0);
        return report.Findings.Count;
    }
}
