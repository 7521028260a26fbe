using Revoke.Errors;
using Revoke.Interop;

namespace Revoke.Hotplug;

/// <summary>
/// The directory of one device in sysfs, held open. Once the device is removed it is empty for ever, even when another one has its
/// name: that is how an instance is told from its successor, and a removal is seen without an event.
/// </summary>
internal sealed class DeviceDirectory : IDisposable
{
    private readonly OwnedDescriptor _handle;

    private DeviceDirectory(OwnedDescriptor handle, ulong inode)
    {
        _handle = handle;
        Inode = inode;
    }

    internal OwnedDescriptor Handle => _handle;

    /// <summary>Tells it from every other directory that is there at the same time, or was shortly before.</summary>
    internal ulong Inode { get; }

    /// <summary>Whether the device is still there; false too once this object is disposed.</summary>
    internal bool IsAlive
    {
        get
        {
            var added = false;
            try
            {
                _handle.DangerousAddRef(ref added);
                return Exists(_handle.Number, "uevent");
            }
            catch (ObjectDisposedException)
            {
                return false;
            }
            finally
            {
                if (added)
                {
                    _handle.DangerousRelease();
                }
            }
        }
    }

    /// <summary>Opens the directory of the device that is at this path now; null if there is none.</summary>
    internal static DeviceDirectory? TryOpen(string path)
    {
        var fd = Libc.open(path, Libc.O_PATH | Libc.O_CLOEXEC, 0);
        if (fd < 0)
        {
            return Errno.Last is Errno.ENOENT or Errno.ENOTDIR or Errno.ENODEV ? null : throw Errno.ToOpenException(Errno.Last, path);
        }

        var handle = new OwnedDescriptor(fd);
        if (FileStatus.TryGet(fd) is { } status && Exists(fd, "uevent"))
        {
            return new DeviceDirectory(handle, status.Inode);
        }

        handle.Dispose();
        return null;
    }

    /// <summary>A file of the directory, whole; null if it is not there or may not be read.</summary>
    internal string? TryReadText(string name)
    {
        try
        {
            return File.ReadAllText(PathOf(name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !Errno.IsExhaustion(e.HResult))
        {
            return null;
        }
    }

    /// <summary>Whether reading a file of the directory fails with that error number.</summary>
    internal unsafe bool AnswersTo(string name, int errno)
    {
        var added = false;
        try
        {
            _handle.DangerousAddRef(ref added);
            using var file = new OwnedDescriptor(Libc.openat(_handle.Number, name, Libc.O_RDONLY | Libc.O_CLOEXEC, 0));
            byte first;
            return !file.IsInvalid && Libc.read(file.Number, &first, 1) < 0 && Errno.Last == errno;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
        finally
        {
            if (added)
            {
                _handle.DangerousRelease();
            }
        }
    }

    /// <summary>The last part of what a link of the directory points to; null if there is none.</summary>
    internal string? TryReadLinkName(string name) => Path.GetFileName(new FileInfo(PathOf(name)).LinkTarget);

    /// <summary>The driver that is bound to the device; null if there is none, or the device is gone.</summary>
    internal string? ReadDriver()
    {
        var added = false;
        try
        {
            _handle.DangerousAddRef(ref added);
            return TryReadLinkName("driver");
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
        finally
        {
            if (added)
            {
                _handle.DangerousRelease();
            }
        }
    }

    /// <summary>What a directory below this one holds; the framework's exceptions if it cannot be read.</summary>
    internal List<DeviceEntry> List(string directory)
    {
        var added = false;
        try
        {
            _handle.DangerousAddRef(ref added);
            var entries = new DirectoryInfo(PathOf(directory)).EnumerateFileSystemInfos()
                .Select(static entry => new DeviceEntry(entry.Name, entry.LinkTarget is null && entry is DirectoryInfo, entry.LinkTarget)).ToList();
            entries.Sort(static (x, y) => NaturalOrder.Instance.Compare(x.Name, y.Name));
            return entries;
        }
        finally
        {
            if (added)
            {
                _handle.DangerousRelease();
            }
        }
    }

    public void Dispose() => _handle.Dispose();

    // By the descriptor and not by name, so that it is this device's whatever has its name by now.
    private string PathOf(string name) => $"/proc/self/fd/{_handle.Number}/{name}";

    private static bool Exists(int directory, string name) => Libc.faccessat(directory, name, 0, 0) == 0 || Errno.Last is not (Errno.ENOENT or Errno.ENOTDIR or Errno.ENODEV);
}
