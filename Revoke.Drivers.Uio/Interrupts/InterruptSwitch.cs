using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Revoke.Drivers.Uio;

/// <summary>Switches a device's interrupt: through its node where its kernel driver can, else through the configuration of a PCI device of the generic driver.</summary>
internal sealed class InterruptSwitch(RevokeScope scope, UioDeviceInfo info, RevocableFile node, FileAccess access)
{
    // The one driver that masks in the command register, and leaves it to user space to take that back (drivers/uio/uio_pci_generic.c).
    private const string GenericDriver = "uio_pci_generic";
    private const int ENOSYS = 38;

    // PCI_COMMAND and PCI_COMMAND_INTX_DISABLE of linux/pci_regs.h. Both bytes are written: QEMU does not heed a write of the upper one alone.
    private const long Command = 4;
    private const ushort IntxDisable = 0x400;

    private RevocableFile? _config;
    private bool _isByCommand;

    /// <summary>False where there is no way to do it.</summary>
    internal bool TrySet(bool isOn)
    {
        if (access == FileAccess.Read)
        {
            throw new InvalidOperationException($"'{node.Name}' is open for reading only: its interrupt cannot be switched.");
        }

        // Asked each time, so that one that is going is not reached through the slot that it leaves: by a look, once it is known that a write is refused, because that costs an exception.
        if (Volatile.Read(ref _isByCommand) && (node.Poll(PollEvents.In, TimeSpan.Zero) & PollEvents.Error) == PollEvents.None)
        {
            return TrySetCommand(isOn);
        }

        var word = isOn ? 1 : 0;
        try
        {
            node.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(ref word)));
            return true;
        }
        catch (IOException exception) when (InterruptLine.IsNoInterrupt(exception))
        {
            throw InterruptLine.CreateNoInterrupt(node, exception);
        }
        catch (IOException exception) when (exception is not RevokedException && exception.HResult == ENOSYS)
        {
            return TrySetCommand(isOn);
        }
    }

    internal NotSupportedException CreateNoSwitch() =>
        new($"The interrupt of '{node.Name}' cannot be switched: its kernel driver '{info.DriverName}' has no such operation (ENOSYS), and is not {GenericDriver}.");

    // The kernel's handler sets the same bit, under a lock that user space cannot take: see docs/uio.md for what a race of the two comes to.
    private bool TrySetCommand(bool isOn)
    {
        if (!info.IsPci || info.DriverName is not GenericDriver)
        {
            return false;
        }

        // Of the device's own file: one that is gone answers ENODEV, whatever stands in its slot now.
        var config = Config;
        Span<byte> command = stackalloc byte[sizeof(ushort)];
        if (config.Read(command, Command) != command.Length)
        {
            throw new IOException($"read '{config.Name}': it is too short for a command register.");
        }

        var value = BinaryPrimitives.ReadUInt16LittleEndian(command);
        BinaryPrimitives.WriteUInt16LittleEndian(command, (ushort)(isOn ? value & ~IntxDisable : value | IntxDisable));
        config.Write(command, Command);
        Volatile.Write(ref _isByCommand, true);
        return true;
    }

    private RevocableFile Config
    {
        get
        {
            if (Volatile.Read(ref _config) is { } there)
            {
                return there;
            }

            var opened = scope.OpenAttribute("device/config", new() { Access = FileAccess.ReadWrite });
            if (Interlocked.CompareExchange(ref _config, opened, null) is { } first)
            {
                opened.Dispose();
                return first;
            }

            return opened;
        }
    }
}
