using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Revoke.Drivers.Sysfs;

/// <summary>Keeps other drivers off a device while it lives (<see cref="SysfsDevice.PinDriver"/>).</summary>
public sealed class DriverPin : IDisposable
{
    internal const string Attribute = "driver_override";

    private const string Prefix = "revoke-pin-";

    // What sysfs shows where nothing was chosen.
    private const string NothingChosen = "(null)";

    private readonly Revocable<SafeFileHandle> _file;

    private DriverPin(RevokeScope scope, SafeFileHandle file, string path) =>
        _file = new(scope, file, release: Remove, name: path);

    /// <summary>The name of a driver that there is not: what the kernel is told.</summary>
    public string DriverName { get; } = Own;

    private static string Own { get; } = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}");

    /// <summary>Lets the kernel choose drivers as before, unless somebody has chosen one meanwhile; nothing is bound by that alone. Idempotent; never throws.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>Who has chosen a driver already; <see langword="null"/> if nobody has, or a program that is no more.</summary>
    internal static string? ExplainHolder(string chosen)
    {
        if (chosen.Length == 0 || string.Equals(chosen, NothingChosen, StringComparison.Ordinal))
        {
            return null;
        }

        if (!chosen.StartsWith(Prefix, StringComparison.Ordinal) || !int.TryParse(chosen.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var process))
        {
            return "somebody else has chosen a driver for the device";
        }

        return process == Environment.ProcessId ? "this program has pinned it already"
            : Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}")) ? string.Create(CultureInfo.InvariantCulture, $"process {process} has pinned it")
            : null;
    }

    /// <summary>Tells the kernel. The caller is inside the scope, so that the path is still the device's.</summary>
    internal static DriverPin Create(RevokeScope scope, string folder)
    {
        var path = $"{folder}/{Attribute}";
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var isTaken = false;
        try
        {
            Write(file, Own);
            var pin = new DriverPin(scope, file, path);
            isTaken = true;
            return pin;
        }
        finally
        {
            if (!isTaken)
            {
                Remove(file);
            }
        }
    }

    // Of the descriptor: a device that came to this place meanwhile is another file. One that is gone answers ENODEV, and needs nothing.
    private static void Remove(SafeFileHandle file)
    {
        using (file)
        {
            try
            {
                Span<byte> chosen = stackalloc byte[64];
                var length = RandomAccess.Read(file, chosen, 0);
                if (chosen[..length].TrimEnd((byte)'\n').SequenceEqual(Encoding.ASCII.GetBytes(Own)))
                {
                    Write(file, string.Empty);
                }
            }
            catch (IOException)
            {
            }
        }
    }

    private static void Write(SafeFileHandle file, string name) => RandomAccess.Write(file, Encoding.ASCII.GetBytes(name + "\n"), 0);
}
