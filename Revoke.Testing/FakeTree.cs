using System.Globalization;
using Revoke.Testing.Interop;

namespace Revoke.Testing;

/// <summary>The files of a fake device: a directory shaped like sysfs, and one for its node, in a temporary directory.</summary>
internal sealed class FakeTree : IDisposable
{
    internal const string Subsystem = "fake";

    private readonly string _root = Directory.CreateTempSubdirectory("revoke-fake-").FullName;
    private readonly string _name;
    private readonly Dictionary<string, string> _attributes = new(StringComparer.Ordinal);
    private string? _numberLink;
    private long _sequence;
    private int _gone;

    internal FakeTree(string name)
    {
        _name = name;
        foreach (var folder in (ReadOnlySpan<string>)[DevRoot, _root + "/gone", $"{SysRoot}/class/{Subsystem}", $"{SysRoot}/devices/{Subsystem}", $"{SysRoot}/dev/char", $"{SysRoot}/kernel"])
        {
            Directory.CreateDirectory(folder);
        }

        WriteSequence();
    }

    internal string SysRoot => _root + "/sys";

    internal string DevRoot => _root + "/dev";

    internal string NodePath => $"{DevRoot}/{_name}";

    internal string DevicePath => $"/devices/{Subsystem}/{_name}";

    private string Folder => SysRoot + DevicePath;

    private string NewFolder => _root + "/new";

    private string ClassLink => $"{SysRoot}/class/{Subsystem}/{_name}";

    /// <summary>Makes the files of a device whose node leads to this line.</summary>
    internal void Add(FakeLine line)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"{PtyLibc.UNIX98_PTY_SLAVE_MAJOR}:{line.Number}");
        File.CreateSymbolicLink(NodePath, line.SlavePath);

        // Built aside: the directory of a device is never seen half made.
        var folder = NewFolder;
        Directory.CreateDirectory(folder);
        File.WriteAllText(folder + "/uevent", string.Create(CultureInfo.InvariantCulture, $"MAJOR={PtyLibc.UNIX98_PTY_SLAVE_MAJOR}\nMINOR={line.Number}\nDEVNAME={_name}\n"));
        File.WriteAllText(folder + "/dev", number + "\n");
        File.CreateSymbolicLink(folder + "/subsystem", $"../../../class/{Subsystem}");
        foreach (var (name, text) in _attributes)
        {
            Write(folder, name, text);
        }

        Directory.Move(folder, Folder);
        File.CreateSymbolicLink(ClassLink, $"../..{DevicePath}");
        _numberLink = $"{SysRoot}/dev/char/{number}";
        File.CreateSymbolicLink(_numberLink, $"../..{DevicePath}");
    }

    internal void RemoveNode() => File.Delete(NodePath);

    internal void RemoveDirectory()
    {
        foreach (var folder in (ReadOnlySpan<string>)[Folder, NewFolder])
        {
            if (Directory.Exists(folder))
            {
                Remove(folder);
            }
        }

        File.Delete(ClassLink);
        if (_numberLink is not null)
        {
            File.Delete(_numberLink);
        }
    }

    /// <summary>Sets a file of the device's directory, now if it is there, and each time it is made.</summary>
    internal void SetAttribute(string name, string text)
    {
        _attributes[name] = text;
        if (Directory.Exists(Folder))
        {
            Write(Folder, name, text);
        }
    }

    /// <summary>The number of the next event. The kernel's count of them is one higher by then: who looks at the device from now on tells this event from later ones.</summary>
    internal long NextSequence()
    {
        _sequence++;
        WriteSequence();
        return _sequence;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    // In place, as a sysfs attribute changes: who has it open reads the new text.
    private static void Write(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        file.Write(bytes);
        file.SetLength(bytes.Length);
    }

    /// <summary>
    /// Empties the directory of a device, which is what tells that it is gone, and moves it out of sight: its inode stays taken, so that the
    /// next instance has another one, as in sysfs.
    /// </summary>
    private void Remove(string folder)
    {
        File.Delete(folder + "/uevent");
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo { LinkTarget: null } directory)
            {
                directory.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }

        Directory.Move(folder, string.Create(CultureInfo.InvariantCulture, $"{_root}/gone/{_gone++}"));
    }

    private void WriteSequence()
    {
        var path = SysRoot + "/kernel/uevent_seqnum";
        File.WriteAllText(path + ".new", string.Create(CultureInfo.InvariantCulture, $"{_sequence}\n"));
        File.Move(path + ".new", path, overwrite: true);
    }
}
