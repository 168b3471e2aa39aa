using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mingzheng.Proof.Log;
using Mingzheng.Proof.Packages;

namespace Mingzheng.Verify;

/// <summary>What the command line asked for.</summary>
sealed record VerifyArguments(string File, TrustAnchors Anchors, bool Json)
{
    const string PemStart = "-----BEGIN ";

    internal const string Usage = """
        Usage: mingzheng-verify FILE [--root FILE] [--tsa FILE] [--log-key VKEY] [--json]

        Checks a package of a witnessing session, a folder or a zip file, or one signed PDF, without any network.
        FILE may be - for the standard input.

          --root FILE      PEM with the roots that you trust for signers: the court's /trust/root.pem
          --tsa FILE       PEM with the roots that you trust for timestamps: the court's /trust/tsa.pem
          --log-key VKEY   the log's key that you trust (name+hash+base64), or a file that holds it: the court's /log/key
          --json           print the report as JSON

        What you do not give is taken from the package: then it can be whole, but not proved, for anybody can make a
        package with keys of their own. A PDF by itself needs --root and --tsa.
        Exit code: 0 all is proved, 1 something is not, 2 wrong use, 3 whole, but not proved: a key came from the package.
        """;

    /// <summary>Throws <see cref="FormatException"/> with what is wrong with the arguments.</summary>
    internal static VerifyArguments Parse(string[] arguments)
    {
        string? file = null;
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
                case var option when option.StartsWith('-') && option.Length > 1:
                    throw new FormatException($"There is no option {option}.");
                case var path when file is null:
                    file = path;
                    break;
                default:
                    throw new FormatException("One file at a time.");
            }
        }

        return new VerifyArguments(file ?? throw new FormatException("Which file?"), anchors, json);
    }

    static string ValueOf(string[] arguments, ref int option) =>
        ++option < arguments.Length ? arguments[option] : throw new FormatException($"{arguments[option - 1]} needs a value.");

    /// <param name="file">Its name, or the PEM itself from a program that has no file.</param>
    static X509Certificate2Collection Certificates(string file)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            if (file.StartsWith(PemStart, StringComparison.Ordinal))
            {
                certificates.ImportFromPem(file);
            }
            else
            {
                certificates.ImportFromPemFile(file);
            }
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
            return NoteVerifier.Parse(System.IO.File.Exists(value) ? System.IO.File.ReadAllText(value) : value);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{value} cannot be read: {fault.Message}", fault);
        }
    }
}
