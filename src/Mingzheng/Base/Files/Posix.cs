using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Mingzheng.Base.Files;

/// <summary>The four file calls of Linux that .NET does not offer.</summary>
static class Posix
{
    const int ReadOnly = 0;
    const int Exists = 17;
    const int KeepSizeAndPunchHole = 0x01 | 0x02;

    /// <summary>Gives the first bytes of a file back to the file system; its size stays.</summary>
    public static void FreeRange(SafeFileHandle file, long from, long length)
    {
        if (FAllocate(file, KeepSizeAndPunchHole, from, length) != 0)
        {
            throw new IOException($"fallocate failed with errno {Marshal.GetLastPInvokeError()}.");
        }
    }

    /// <summary>
    /// Gives a file one more name, if nobody has taken it. <c>File.Move</c> without overwriting looks first and renames then: of two who find
    /// the name free, the second writes over the first.
    /// </summary>
    /// <returns>False when the name is taken.</returns>
    public static bool Link(string file, string name)
    {
        if (Link(Terminated(file), Terminated(name)) == 0)
        {
            return true;
        }
        var error = Marshal.GetLastPInvokeError();
        return error == Exists ? false : throw new IOException($"Cannot give {file} the name {name}: errno {error}.");
    }

    /// <summary>Makes a rename or a new file in the folder survive a power cut.</summary>
    public static void SyncFolder(string folder)
    {
        var descriptor = Open(Terminated(folder), ReadOnly);
        if (descriptor < 0)
        {
            throw new IOException($"Cannot open {folder}: errno {Marshal.GetLastPInvokeError()}.");
        }
        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (FSync(handle) != 0)
        {
            throw new IOException($"Cannot sync {folder}: errno {Marshal.GetLastPInvokeError()}.");
        }
    }

    static byte[] Terminated(string path) => [.. Encoding.UTF8.GetBytes(path), 0];

    [DllImport("libc", EntryPoint = "fallocate", SetLastError = true)]
    static extern int FAllocate(SafeFileHandle file, int mode, long offset, long length);

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    static extern int Link(byte[] file, byte[] name);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    static extern int FSync(SafeFileHandle file);
}
