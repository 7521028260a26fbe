using System.Globalization;

namespace Revoke.Drivers.Uio;

/// <content>Memory.</content>
public sealed partial class UioDevice
{
    private const int EINVAL = 22;

    /// <summary>
    /// Maps memory of the device. Offset 0 of the mapping is the device's first byte, wherever in a page that is. When the device is gone all ones (unless the options say otherwise)
    /// stand there at once, so that nobody goes on driving what comes next in its place.
    /// </summary>
    /// <param name="index">The number of the map.</param>
    /// <param name="options">How; <see langword="null"/> for as the device is open.</param>
    /// <returns>The mapping. If the device goes while this call runs, it may be dead, and replaced, already.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    /// <exception cref="FileNotFoundException">The device has no such map; the message says which it has.</exception>
    /// <exception cref="NotSupportedException">The numbers of the map allow no mapping: it does not begin in its first page, or ends before it begins.</exception>
    /// <exception cref="FormatException">An attribute of the map holds something else than the kernel says.</exception>
    /// <exception cref="ObjectDisposedException">The device was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="UnauthorizedAccessException">The device is not open for the access that was asked for.</exception>
    /// <exception cref="IOException">The kernel does not map it: not on whole pages (ENODEV, EINVAL), or there is no room (ENOMEM).</exception>
    public RevocableMapping Map(int index, UioMapOptions? options = null)
    {
        ThrowIfDisposed();
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return Map(Find(map => map.Index == index) is [var map, ..] ? map : throw CreateUnknown(index.ToString(CultureInfo.InvariantCulture)), options);
    }

    /// <summary>As the other, by the name of the map.</summary>
    /// <param name="name">The name, which the kernel driver gives it.</param>
    /// <param name="options">How; <see langword="null"/> for as the device is open.</param>
    /// <returns>The mapping. If the device goes while this call runs, it may be dead, and replaced, already.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="FileNotFoundException">The device has no such map; the message says which it has.</exception>
    /// <exception cref="InvalidOperationException">It has several of that name.</exception>
    /// <exception cref="NotSupportedException">The numbers of the map allow no mapping: it does not begin in its first page, or ends before it begins.</exception>
    /// <exception cref="FormatException">An attribute of the map holds something else than the kernel says.</exception>
    /// <exception cref="ObjectDisposedException">The device was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="UnauthorizedAccessException">The device is not open for the access that was asked for.</exception>
    /// <exception cref="IOException">The kernel does not map it: not on whole pages (ENODEV, EINVAL), or there is no room (ENOMEM).</exception>
    public RevocableMapping Map(string name, UioMapOptions? options = null)
    {
        ThrowIfDisposed();
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Find(map => string.Equals(map.Name, name, StringComparison.Ordinal)) switch
        {
            [var map] => Map(map, options),
            [] => throw CreateUnknown($"'{name}'"),
            var several => throw new InvalidOperationException($"{this} has {several.Count} maps '{name}': {string.Join(", ", several.Select(static map => map.Index))}. Say the number."),
        };
    }

    private RevocableMapping Map(UioMapInfo map, UioMapOptions? options)
    {
        var page = Environment.SystemPageSize;
        if (map.PageOffset >= page || map.Length <= 0)
        {
            throw new NotSupportedException(string.Create(
                CultureInfo.InvariantCulture, $"Map {map.Index} of {this} has 0x{map.Size:x} bytes at 0x{map.Address:x}, with the device at 0x{map.Offset:x}: that cannot be mapped in whole pages."));
        }

        options ??= new UioMapOptions();
        try
        {
            // The offset says which map it is, in pages; within that page it is where the device begins (uio_mmap of drivers/uio/uio.c).
            return Node.Map(new MappingOptions
            {
                Access = options.Access ?? _access,
                Offset = ((long)map.Index * page) + map.PageOffset,
                Length = map.Length,
                IsDeviceMemory = true,
                AfterRevoke = options.AfterRevoke,
                ReplaceUnderUse = options.ReplaceUnderUse,
            });
        }
        catch (IOException exception) when (exception is not RevokedException && exception.HResult == EINVAL && map.Size % (ulong)page != 0)
        {
            throw new IOException(
                string.Create(CultureInfo.InvariantCulture, $"The kernel does not map map {map.Index} of {this} (EINVAL): it has 0x{map.Size:x} bytes, and physical memory is mapped in whole pages."), exception)
            {
                HResult = EINVAL,
            };
        }
    }

    /// <summary>The kernel announces a device before it has told of its maps (__uio_register_device), so what is missing is looked for again.</summary>
    private List<UioMapInfo> Find(Func<UioMapInfo, bool> predicate)
    {
        var found = Info.Maps.Where(predicate).ToList();
        if (found.Count > 0)
        {
            return found;
        }

        using (Scope.Enter())
        {
            UioDeviceInfo fresh;
            try
            {
                fresh = UioReader.Read(Scope.Device!, Info.Id);
            }
            catch (IOException) when (!Scope.CheckPresence())
            {
                fresh = Info;
            }

            if (Scope.CheckPresence())
            {
                Volatile.Write(ref _info, fresh); // it was this device's all the time
            }
        }

        Scope.Enter().Dispose(); // throws if it is gone
        return [.. Info.Maps.Where(predicate)];
    }

    private FileNotFoundException CreateUnknown(string wanted) =>
        new($"{this} has no map {wanted}; it has {(Info.Maps.Count == 0 ? "none" : string.Join(", ", Info.Maps.Select(static map => string.Create(CultureInfo.InvariantCulture, $"{map.Index} '{map.Name}'"))))}.");
}
