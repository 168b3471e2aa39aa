namespace Mingzheng.Tests.Proof;

sealed class TemporaryFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("mingzheng-proof-").FullName;

    internal string this[string name] => System.IO.Path.Combine(Path, name);

    internal void Write(string name, byte[] data)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], data);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
