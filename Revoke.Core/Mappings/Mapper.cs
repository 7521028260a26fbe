using System.Globalization;
using System.Runtime.InteropServices;
using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Files;
using Revoke.Interop;

namespace Revoke.Mappings;

/// <summary>Maps paths, descriptors and open files. The caller's scope is entered meanwhile, so that a revoke waits for the call, and takes what it has made.</summary>
internal static unsafe class Mapper
{
    internal static RevocableMapping Map(RevokeScope scope, OpenTarget target, MappingOptions options)
    {
        if (!scope.TryEnterGate($"map '{target.Name}'", out var ticket))
        {
            throw scope.CreateRefusal();
        }

        try
        {
            // A private mapping is written to without the file's knowing.
            var access = options.IsPrivate ? FileAccess.Read : options.Access;
            var operations = PathOpening.OpenPresent(scope, target, new RevocableFileOptions { Access = access })!;
            try
            {
                return Map(scope, operations.Descriptor, target.Name, options);
            }
            catch (IOException exception) when (scope.Options.Presence is { IsGone: true })
            {
                throw scope.RevokeGone($"'{target.Name}' is gone", exception); // it went after it had been opened: ENODEV
            }
            finally
            {
                operations.Release(); // the mapping stays, mmap(2)
            }
        }
        finally
        {
            scope.LeaveGate(ticket);
        }
    }

    internal static RevocableMapping Map(RevokeScope scope, SafeHandle descriptor, MappingOptions options)
    {
        using (scope.Enter())
        {
            var added = false;
            try
            {
                descriptor.DangerousAddRef(ref added);
                return Map(scope, (int)descriptor.DangerousGetHandle(), DescriptorOpener.Name(descriptor), options);
            }
            finally
            {
                if (added)
                {
                    descriptor.DangerousRelease();
                }
            }
        }
    }

    internal static RevocableMapping Map(RevocableFile file, MappingOptions options)
    {
        file.EnsureMappable();
        using (file.Scope.Enter())
        {
            if (!file.TryEnterGate("map", out var ticket))
            {
                throw file.CreateRefusal();
            }

            try
            {
                return file.Operations is DescriptorOperations descriptor
                    ? Map(file.Scope, descriptor.Descriptor, file.Name, options)
                    : DriverMapper.Map(file, ((IMapOperation)file.Operations).VmOperations, options);
            }
            catch (IOException exception) when (file.Scope.Options.Presence is { } presence && (presence.IsGone || presence.IsGoing(exception.HResult)))
            {
                throw file.Scope.RevokeGone($"'{file.Name}' is gone", exception);
            }
            finally
            {
                file.LeaveGate(ticket);
            }
        }
    }

    /// <summary>The caller is inside a use of the scope.</summary>
    internal static RevocableMapping Map(RevokeScope scope, int fd, string name, MappingOptions options)
    {
        var length = FindLength(fd, name, options, out var isDevice);
        return Map(scope, fd, name, options, length, isDevice, pages: null);
    }

    /// <summary>As the other, where length and kind are known already.</summary>
    internal static RevocableMapping Map(RevokeScope scope, int fd, string name, MappingOptions options, long length, bool isDevice, PageSource? pages)
    {
        var policy = options.AfterRevoke ?? (isDevice ? AfterRevoke.Ones : AfterRevoke.Zeros);
        PolicyPages.Prepare(policy);
        var range = MapRange(fd, name, options, length, policy, out var offsetInRange);
        var traits = (options.Access == FileAccess.ReadWrite ? MappingTraits.Writable : MappingTraits.None)
            | (isDevice ? MappingTraits.Device : MappingTraits.None)
            | (options.ReplaceUnderUse ? MappingTraits.ReplaceUnderUse : MappingTraits.None)
            | (options.IsPrivate ? MappingTraits.Private : MappingTraits.None);
        return Add(scope, name, range, offsetInRange, length, traits, pages);
    }

    /// <summary>Makes a mapping of the range, which it takes over. The caller is inside a use of the scope.</summary>
    internal static RevocableMapping Add(RevokeScope scope, string name, MappedRange range, nint offsetInRange, long length, MappingTraits traits, PageSource? pages)
    {
        try
        {
            var mapping = new RevocableMapping(scope, name, range, offsetInRange, length, traits, pages);
            scope.Add(mapping);
            if (mapping.IsRevoked)
            {
                MemoryReplacer.Replace([range]); // a revoke has overtaken this call, and may have replaced everything else
            }

            return mapping;
        }
        catch
        {
            range.Dispose();
            throw;
        }
    }

    private static MappedRange MapRange(int fd, string name, MappingOptions options, long length, AfterRevoke policy, out nint offsetInRange)
    {
        offsetInRange = (nint)(options.Offset % Environment.SystemPageSize);
        var protection = Libc.PROT_READ | (options.Access == FileAccess.ReadWrite ? Libc.PROT_WRITE : 0);
        var whole = (nuint)length + (nuint)offsetInRange;
        var address = Libc.mmap(0, whole, protection, options.IsPrivate ? Libc.MAP_PRIVATE : Libc.MAP_SHARED, fd, options.Offset - offsetInRange);
        if (address == Libc.MAP_FAILED)
        {
            throw CreateException(Errno.Last, name);
        }

        var rounded = (whole + (nuint)Environment.SystemPageSize - 1) & ~((nuint)Environment.SystemPageSize - 1);
        return new MappedRange(address, rounded, protection, policy);
    }

    /// <summary>How much is mapped, and whether it is a device's.</summary>
    private static long FindLength(int fd, string name, MappingOptions options, out bool isDevice)
    {
        var status = DescriptorOpener.GetStatus(fd, name);
        var kind = status.stx_mode & Libc.S_IFMT;
        if (kind == Libc.S_IFDIR)
        {
            throw Errno.ToException(Errno.EISDIR, "map", $"'{name}'");
        }

        var isSysfs = IsSysfs(fd);
        isDevice = options.IsDeviceMemory ?? (kind == Libc.S_IFCHR || isSysfs);

        // The size of a file of sysfs is not what it maps: it may have none, or begin inside a page (pci_mmap_resource of drivers/pci).
        var hasSize = kind == Libc.S_IFREG && !(isSysfs && options.Length is not null);
        return ChooseLength(hasSize ? (long)status.stx_size : kind == Libc.S_IFBLK ? GetDiskSize(fd) : null, name, options);
    }

    // The status of a disk has none. The kernel maps what is beyond its end, and answers an access there with SIGBUS.
    private static long? GetDiskSize(int fd)
    {
        long size;
        return Libc.ioctl(fd, Libc.BLKGETSIZE64, &size) == 0 ? size : null;
    }

    /// <summary>How much is mapped of a file that has this size; null: none of its own.</summary>
    internal static long ChooseLength(long? size, string name, MappingOptions options)
    {
        if (options.Length is { } length)
        {
            if (options.Offset > size || length > size - options.Offset)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(options), string.Create(CultureInfo.InvariantCulture, $"'{name}' has {size} bytes: {length} from {options.Offset} on are not inside it."));
            }

            return length <= long.MaxValue - options.Offset - Environment.SystemPageSize ? length : throw CreateException(Errno.EOVERFLOW, name);
        }

        if (size > options.Offset)
        {
            return size.Value - options.Offset;
        }

        throw size is null ? new ArgumentException($"'{name}' has no length of its own: say how much of it is to be mapped (MappingOptions.Length).", nameof(options))
            : size == 0 ? new IOException($"map '{name}': the file is empty, and nothing can be mapped of it ({nameof(Errno.EINVAL)})", Errno.EINVAL)
            : new ArgumentOutOfRangeException(nameof(options), string.Create(CultureInfo.InvariantCulture, $"'{name}' has {size} bytes: none from {options.Offset} on."));
    }

    private static bool IsSysfs(int fd)
    {
        Statfs system;
        return Libc.fstatfs(fd, &system) == 0 && system.f_type == Libc.SYSFS_MAGIC;
    }

    private static Exception CreateException(int errno, string name) => errno switch
    {
        Errno.EACCES or Errno.EPERM => new UnauthorizedAccessException(
            $"map '{name}': {Errno.Describe(errno)}; the file has to be open for reading, and for writing too if writes are shared") { HResult = errno },
        Errno.ENODEV => new IOException($"map '{name}': it has no memory that could be mapped ({nameof(Errno.ENODEV)})", errno),
        Errno.ENOMEM => new IOException($"map '{name}': {Errno.Describe(errno)}; no address space of that size, or more mappings than vm.max_map_count allows", errno),
        _ => Errno.ToException(errno, "map", $"'{name}'"),
    };
}
