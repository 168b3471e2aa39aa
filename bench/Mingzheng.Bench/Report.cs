using System.Text;

namespace Mingzheng.Bench;

/// <summary>Says what is found as soon as it is found, and keeps it for the table.</summary>
public sealed class Report(TextWriter output)
{
    readonly List<Finding> findings = [];

    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>A run that found nothing has kept nothing.</summary>
    public bool IsKept => findings.Count > 0 && findings.All(finding => finding.IsKept);

    public void Say(string line) => output.WriteLine(line);

    public void Add(Finding finding)
    {
        findings.Add(finding);
        Say($"  {finding.Load,-26} {finding.Figures}; {finding.Limit.Write(finding.Value)} (limit {finding.Limit}) {finding.Verdict}");
    }

    /// <summary>Everything found, as a Markdown table.</summary>
    public string Table()
    {
        var table = new StringBuilder("| benchmark | load | figures (medians) | result | limit | |\n|---|---|---|---|---|---|\n");
        foreach (var one in findings)
        {
            table.Append(null, $"| {one.Benchmark} | {one.Load} | {one.Figures} | {one.Limit.Write(one.Value)} | {one.Limit} | {one.Verdict} |\n");
        }

        return table.ToString();
    }
}
