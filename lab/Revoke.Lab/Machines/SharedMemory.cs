using System.Globalization;
using System.Security.Cryptography;

namespace Revoke.Lab.Machines;

/// <summary>Memory that a device shows to the guest, and that the host looks at: a file that QEMU has mapped.</summary>
internal sealed class SharedMemory : IDisposable
{
    private readonly FileStream _file;
    private byte[] _filled = [];

    internal SharedMemory(string path, string size)
    {
        Path = path;
        Size = size;
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        _file.SetLength(ParseSize(size));
    }

    internal string Path { get; }

    internal string Size { get; }

    /// <summary>Fills it with bytes that nobody can guess.</summary>
    internal void Fill()
    {
        _filled = RandomNumberGenerator.GetBytes((int)_file.Length);
        RandomAccess.Write(_file.SafeFileHandle, _filled, 0);
    }

    /// <summary>How many bytes are no longer what they were filled with.</summary>
    internal int Compare()
    {
        var now = new byte[_filled.Length];
        var read = RandomAccess.Read(_file.SafeFileHandle, now, 0);
        return read == now.Length ? now.Zip(_filled).Count(pair => pair.First != pair.Second) : throw new LabException($"'{Path}' became shorter.");
    }

    public void Dispose()
    {
        _file.Dispose();
        File.Delete(Path);
    }

    private static long ParseSize(string size) =>
        size.EndsWith('M') ? long.Parse(size.AsSpan(0, size.Length - 1), CultureInfo.InvariantCulture) << 20
        : size.EndsWith('K') ? long.Parse(size.AsSpan(0, size.Length - 1), CultureInfo.InvariantCulture) << 10
        : throw new FormatException($"'{size}' is no size of a memory: 64K, 1M.");
}
