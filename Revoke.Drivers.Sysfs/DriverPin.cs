using System.Collections.Concurrent;
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

    // The files that threads of this program are choosing in: nobody else of it may look at one and choose meanwhile.
    private static readonly ConcurrentDictionary<string, bool> s_choosing = new(StringComparer.Ordinal);

    // The id alone may be that of a program that was killed: in a container a program that is started again often has the same.
    private static readonly string s_process = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{FindStart(Environment.ProcessId)}");

    private static int s_count;

    private readonly Revocable<SafeFileHandle> _file;

    private DriverPin(RevokeScope scope, SafeFileHandle file, string path, string name)
    {
        DriverName = name;
        _file = new(scope, file, release: file => Remove(file, name), name: path);
    }

    /// <summary>The name of a driver that there is not: what the kernel is told. Each pin has its own.</summary>
    public string DriverName { get; }

    /// <summary>Lets the kernel choose drivers as before, unless somebody has chosen one meanwhile; nothing is bound by that alone. Idempotent; never throws.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>Who has chosen a driver already; <see langword="null"/> if nobody has, or a program that is no more.</summary>
    internal static string? ExplainHolder(string chosen)
    {
        if (chosen.Length == 0 || string.Equals(chosen, NothingChosen, StringComparison.Ordinal))
        {
            return null;
        }

        if (chosen.Split('-') is not [_, _, var id, var start, _] || !chosen.StartsWith(Prefix, StringComparison.Ordinal) || !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var process))
        {
            return "somebody else has chosen a driver for the device";
        }

        return !string.Equals(FindStart(process), start, StringComparison.Ordinal) ? null
            : process == Environment.ProcessId ? "this program has pinned it already"
            : string.Create(CultureInfo.InvariantCulture, $"process {process} has pinned it");
    }

    /// <summary>Tells the kernel. The caller is inside the scope.</summary>
    /// <exception cref="InvalidOperationException">Somebody has chosen a driver already.</exception>
    internal static DriverPin Create(RevokeScope scope, string folder, Func<string> readChosen)
    {
        var path = $"{folder}/{Attribute}";
        var name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{s_process}-{Interlocked.Increment(ref s_count)}");
        var file = Choose(path, name, readChosen);
        var isTaken = false;
        try
        {
            var pin = new DriverPin(scope, file, path, name);
            isTaken = true;
            return pin;
        }
        finally
        {
            if (!isTaken)
            {
                Remove(file, name);
            }
        }
    }

    private static SafeFileHandle Choose(string path, string name, Func<string> readChosen)
    {
        if (!s_choosing.TryAdd(path, true))
        {
            throw new InvalidOperationException($"'{path}': another thread of this program is pinning it.");
        }

        SafeFileHandle? file = null;
        var isChosen = false;
        try
        {
            var chosen = readChosen();
            if (ExplainHolder(chosen) is { } holder)
            {
                throw new InvalidOperationException($"'{path}' is '{chosen}': {holder}.");
            }

            file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            Write(file, name);
            isChosen = true;
            return file;
        }
        finally
        {
            s_choosing.TryRemove(path, out _);
            if (!isChosen)
            {
                file?.Dispose();
            }
        }
    }

    /// <summary>When a process was started, in the kernel's ticks since the boot; null if there is none of that id.</summary>
    private static string? FindStart(int process)
    {
        try
        {
            // The name, which is in parentheses, may hold anything (proc_pid_stat(5)); the 22nd field is the 20th after it.
            var status = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            return status[(status.LastIndexOf(')') + 2)..].Split(' ')[19];
        }
        catch (IOException)
        {
            return null;
        }
    }

    // Of the descriptor: a device that came to this place meanwhile is another file. One that is gone answers ENODEV, and needs nothing.
    private static void Remove(SafeFileHandle file, string name)
    {
        using (file)
        {
            try
            {
                Span<byte> chosen = stackalloc byte[128];
                var length = RandomAccess.Read(file, chosen, 0);
                if (chosen[..length].TrimEnd((byte)'\n').SequenceEqual(Encoding.ASCII.GetBytes(name)))
                {
                    Write(file, string.Empty);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
            }
        }
    }

    private static void Write(SafeFileHandle file, string name) => RandomAccess.Write(file, Encoding.ASCII.GetBytes(name + "\n"), 0);
}
