using System.Globalization;

namespace Revoke.Drivers.Sysfs;

/// <content>The memory of a PCI device.</content>
public sealed partial class SysfsDevice
{
    private RevokeScope? _binding;

    /// <summary>The resources of a PCI device.</summary>
    /// <returns>Those that it has, in the order of their numbers.</returns>
    /// <exception cref="FormatException">The file <c>resource</c> holds something else.</exception>
    /// <exception cref="ObjectDisposedException">This object was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="FileNotFoundException">It is no PCI device.</exception>
    /// <exception cref="IOException">They cannot be read.</exception>
    public IReadOnlyList<PciResource> GetResources()
    {
        var text = ReadResources();
        return SysfsText.TryParseResources(text, out var resources) ? resources
            : throw new FormatException($"'{Path}/resource' does not hold lines of begin, end and flags.");
    }

    /// <summary>
    /// Maps memory of a PCI device, as the memory of a device: when that is removed, the policy's bytes (all ones, unless the options say otherwise) stand there at once,
    /// so that nobody goes on driving what comes next in that slot. It dies also when a driver is unbound from the device or bound to it.
    /// </summary>
    /// <remarks>
    /// Its scope is one below this object's, the same for all that is mapped until the driver changes: <c>mapping.Scope.Enter()</c> is a stay in all of them. Another driver
    /// that claims the memory has the kernel take it out of the mapping before it says so: who touches it in that moment gets a SIGBUS.
    /// </remarks>
    /// <param name="index">The number of the resource, 0 to 5.</param>
    /// <param name="options">How; <see langword="null"/> for reading all of it. Offset and length are those in the resource, wherever in a page it begins.</param>
    /// <param name="writeCombined">Whether writes may be joined and put off on their way to the device (<c>resourceN_wc</c>): for frame buffers, never for registers.</param>
    /// <param name="outlivesDriver">Whether it lives on when the driver changes, and dies with the device only: for who binds and unbinds the drivers himself.</param>
    /// <returns>The mapping. If the device goes while this call runs, it may be dead, and replaced, already.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is none of these; or the part asked for is not inside the resource.</exception>
    /// <exception cref="FormatException">The file <c>resource</c> holds something else.</exception>
    /// <exception cref="ObjectDisposedException">This object was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="FileNotFoundException">It is no PCI device, has no such resource, or the kernel offers no mapping of it.</exception>
    /// <exception cref="NotSupportedException">It is I/O ports; or it is to be write-combined and is not prefetchable.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened or mapped: by this user, or by anybody (a kernel that is locked down).</exception>
    /// <exception cref="IOException">It cannot be mapped for another reason: another driver has it for itself (EINVAL, EPERM), or there is no room (ENOMEM).</exception>
    public RevocableMapping MapResource(int index, MappingOptions? options = null, bool writeCombined = false, bool outlivesDriver = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, PciResource.BaseAddressRegisters);
        var resource = FindMemory(index, writeCombined);
        options = Place(options ?? new MappingOptions(), resource);
        var name = string.Create(CultureInfo.InvariantCulture, $"resource{index}{(writeCombined ? "_wc" : string.Empty)}");
        try
        {
            return (outlivesDriver ? Scope : GetBinding()).MapAttribute(name, options);
        }
        catch (FileNotFoundException exception)
        {
            throw new FileNotFoundException($"The kernel offers no '{Path}/{name}' to be mapped.", $"{Path}/{name}", exception);
        }
    }

    private string ReadResources()
    {
        try
        {
            return ReadText("resource");
        }
        catch (FileNotFoundException exception)
        {
            throw new FileNotFoundException($"'{Path}' is no PCI device: it has no file 'resource'.", exception.FileName, exception);
        }
    }

    private PciResource FindMemory(int index, bool writeCombined)
    {
        var all = GetResources();
        var found = all.FirstOrDefault(resource => resource.Index == index) ?? throw new FileNotFoundException(string.Create(
            CultureInfo.InvariantCulture, $"'{Path}' has no resource {index}; it has {(all.Count == 0 ? "none" : string.Join(", ", all.Select(static resource => resource.Index)))}."));
        if (!found.IsMemory)
        {
            throw new NotSupportedException(string.Create(
                CultureInfo.InvariantCulture,
                $"Resource {index} of '{Path}' is {found.Length} I/O ports from 0x{found.Start:x} on, which cannot be mapped: open the attribute resource{index}, and read and write at offsets."));
        }

        return !writeCombined || found.IsPrefetchable ? found
            : throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"Resource {index} of '{Path}' is not prefetchable: its writes cannot be combined."));
    }

    /// <summary>The file begins with the page in which the resource begins (pci_resource_to_user of drivers/pci).</summary>
    private MappingOptions Place(MappingOptions options, PciResource resource)
    {
        var length = options.Length ?? resource.Length - options.Offset;
        if (length <= 0 || options.Offset > resource.Length - length)
        {
            throw new ArgumentOutOfRangeException(nameof(options), string.Create(
                CultureInfo.InvariantCulture, $"Resource {resource.Index} of '{Path}' has {resource.Length} bytes: {options.Length?.ToString(CultureInfo.InvariantCulture) ?? "any"} from {options.Offset} on are not inside it."));
        }

        var inPage = (long)(resource.Start % (ulong)Environment.SystemPageSize);
        return options with { Offset = options.Offset + inPage, Length = length, IsDeviceMemory = options.IsDeviceMemory ?? true };
    }

    private RevokeScope GetBinding()
    {
        while (true)
        {
            var current = Volatile.Read(ref _binding);
            if (current is { IsRevoked: false })
            {
                return current;
            }

            // Of two that are made at once one is kept: what is mapped together is entered together.
            var created = Scope.CreateBindingScope($"{Path}, resources");
            if (Interlocked.CompareExchange(ref _binding, created, current) != current)
            {
                created.Dispose();
            }
            else if (created.IsRevoked)
            {
                return created; // with the driver, in this instant; who maps on it is told so
            }
        }
    }
}
