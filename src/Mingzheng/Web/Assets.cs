using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;

namespace Mingzheng.Web;

/// <summary>
/// Addresses of our own style sheets and scripts. The digest of all of them stands in the path, so a browser may keep
/// them for ever and modules that import each other by relative path always fit together.
/// </summary>
public sealed class Assets
{
    public const string Folder = "/assets";
    public const string Prefix = Folder + "/";

    public Assets(IWebHostEnvironment environment)
    {
        Version = Digest(environment.WebRootFileProvider);
    }

    public string Version { get; }

    /// <summary>The address of a file below wwwroot, e.g. <c>js/court.js</c>.</summary>
    public string this[string path] => $"{Prefix}{Version}/{path}";

    static string Digest(IFileProvider files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(files, "", hash);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    static void Add(IFileProvider files, string folder, IncrementalHash hash)
    {
        foreach (var file in files.GetDirectoryContents(folder).OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            var path = $"{folder}/{file.Name}";
            if (file.IsDirectory)
            {
                Add(files, path, hash);
                continue;
            }

            using var content = file.CreateReadStream();
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(path));
            hash.AppendData(SHA256.HashData(content));
        }
    }
}
