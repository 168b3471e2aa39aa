using System.Diagnostics;

namespace Mingzheng.Base.Programs;

/// <summary>How every program beside the court is started: what it inherits is the way to other programs, and none of the court's secrets.</summary>
static class BareProgram
{
    static readonly string[] Inherited = ["PATH", "HOME"];

    /// <summary>With both outputs to be read by whoever starts it.</summary>
    public static ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment.Clear();
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                start.Environment[name] = value;
            }
        }

        start.Environment["LANG"] = "C.UTF-8";
        return start;
    }
}
