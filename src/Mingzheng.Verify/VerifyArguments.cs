using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mingzheng.Proof.Log;
using Mingzheng.Proof.Packages;

namespace Mingzheng.Verify;

/// <summary>What the command line asked for.</summary>
sealed record VerifyArguments(string Package, TrustAnchors Anchors, bool Json)
{
    internal const string Usage = """
        Usage: mingzheng-verify PACKAGE [--root FILE] [--tsa FILE] [--log-key VKEY] [--json]

        Checks a package of a witnessing session, a folder or a zip file, without any network.

          --root FILE      PEM with the roots that you trust for signers
          --tsa FILE       PEM with the roots that you trust for timestamps
          --log-key VKEY   the log's key that you trust (name+hash+base64), or a file that holds it
          --json           print the report as JSON

        What you do not give is taken from the package, and the report says so.
        Exit code: 0 all is proved, 1 something is not, 2 wrong use.
        """;

    /// <summary>Throws <see cref="FormatException"/> with what is wrong with the arguments.</summary>
    internal static VerifyArguments Parse(string[] arguments)
    {
        string? package = null;
        var (anchors, json) = (new TrustAnchors(), false);
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--json":
                    json = true;
                    break;
                case "--root":
                    anchors = anchors with { Roots = Certificates(ValueOf(arguments, ref i)) };
                    break;
                case "--tsa":
                    anchors = anchors with { TimestampRoots = Certificates(ValueOf(arguments, ref i)) };
                    break;
                case "--log-key":
                    anchors = anchors with { Log = LogKey(ValueOf(arguments, ref i)) };
                    break;
                case var option when option.StartsWith('-'):
                    throw new FormatException($"There is no option {option}.");
                case var path when package is null:
                    package = path;
                    break;
                default:
                    throw new FormatException("One package at a time.");
            }
        }

        return new VerifyArguments(package ?? throw new FormatException("Which package?"), anchors, json);
    }

    static string ValueOf(string[] arguments, ref int option) =>
        ++option < arguments.Length ? arguments[option] : throw new FormatException($"{arguments[option - 1]} needs a value.");

    static X509Certificate2Collection Certificates(string file)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new FormatException($"{file} cannot be read as PEM: {fault.Message}", fault);
        }

        return certificates.Count > 0 ? certificates : throw new FormatException($"{file} holds no certificate.");
    }

    static NoteVerifier LogKey(string value)
    {
        try
        {
            return NoteVerifier.Parse(File.Exists(value) ? File.ReadAllText(value) : value);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{value} cannot be read: {fault.Message}", fault);
        }
    }
}
