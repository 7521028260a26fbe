using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Interop;

namespace Revoke.Mappings;

/// <summary>Maps memory that a driver supplies, and makes second mappings of what is mapped.</summary>
internal static class DriverMapper
{
    /// <summary>The caller is inside uses of the file and its scope.</summary>
    internal static RevocableMapping Map(RevocableFile file, VmOperations operations, MappingOptions options)
    {
        file.BindMap(operations);
        var length = Mapper.ChooseLength(GetLength(file), file.Name, options);
        var store = file.GetPages(operations);
        store.Grow(options.Offset + length);
        store.Join();
        var pages = new PageSource(store, new VmArea(options.Offset, length, options.Access), options.IsPrivate);
        try
        {
            return Mapper.Map(file.Scope, store.Descriptor, file.Name, options, length, options.IsDeviceMemory ?? false, pages);
        }
        catch
        {
            pages.Release(); // not the last: the file is open
            throw;
        }
    }

    /// <summary>The caller is inside uses of the mapping and its scope.</summary>
    internal static RevocableMapping Duplicate(RevocableMapping mapping, PageSource? pages)
    {
        var range = Duplicate(mapping);
        var second = pages?.Duplicate();
        try
        {
            second?.Open(mapping);
        }
        catch
        {
            range.Dispose();
            second!.Release(); // not the last: the caller is inside the first
            throw;
        }

        return Mapper.Add(mapping.Scope, mapping.Name, range, mapping.Address - mapping.Range.Address, mapping.Length, mapping.Traits, second);
    }

    private static MappedRange Duplicate(RevocableMapping mapping)
    {
        var range = mapping.Range;
        var address = Libc.mremap(range.Address, 0, range.Length, Libc.MREMAP_MAYMOVE); // of length 0: the same memory once more, mremap(2)
        if (address != Libc.MAP_FAILED)
        {
            return new MappedRange(address, range.Length, range.Protection, range.Policy);
        }

        var errno = Errno.Last;
        var error = Errno.ToException(errno, "duplicate", $"'{mapping.Name}'");
        throw mapping.IsRevoked ? mapping.CreateRefusal(0, error) // replaced meanwhile, maybe
            : errno == Errno.EFAULT && mapping.IsDeviceMemory ? new NotSupportedException($"'{mapping.Name}' is the memory of a device, of which the kernel makes no second mapping out of the first: map it again.", error)
            : error;
    }

    // Driver code; what it answers is the file's length or a negative error number.
    private static long? GetLength(RevocableFile file)
    {
        if (!file.CanSeek || file.Operations is not ISeekOperation operations)
        {
            return null;
        }

        var length = operations.GetLength(new DriverCall(file));
        return length >= 0 ? length : throw file.CreateException(OperationResult.Failed((int)-length), 0, "map");
    }
}
