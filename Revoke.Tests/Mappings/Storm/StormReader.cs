using System.Runtime.InteropServices;

namespace Revoke.Tests.Mappings.Storm;

/// <summary>Reads pages in all ways, of mappings that live and of ones that have been taken away.</summary>
internal sealed unsafe class StormReader(StormGroup?[] groups, int seed)
{
    private readonly Random _random = new(seed);

    public StormCounts Counts { get; } = new();

    public void Run(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            if (Volatile.Read(ref groups[_random.Next(groups.Length)]) is { } group)
            {
                try
                {
                    Read(group, group.Cells[_random.Next(StormGroup.Size)]);
                }
                catch (Exception exception) when (exception is ObjectDisposedException or RevokedException)
                {
                    Counts.Refused++;
                }
            }
        }
    }

    private void Read(StormGroup group, StormCell cell)
    {
        switch (_random.Next(6))
        {
            case 0:
                ReadInView(cell);
                break;
            case 1:
                ReadInUse(group);
                break;
            case 2 when !cell.Mapping.IsRevoked:
                using (var hold = cell.Mapping.Hold(0, StormCell.Page))
                {
                    CheckInside(cell, MemoryMarshal.Cast<byte, ulong>(hold.Memory.Span));
                    Counts.Holds++;
                }

                break;
            case 3 when !cell.Mapping.IsRevoked:
                ReadRegisters(cell);
                break;
            default:
                ReadRaw(cell);
                break;
        }
    }

    private void ReadInView(StormCell cell)
    {
        if (!cell.Mapping.TryView(0, StormCell.Page, out var view))
        {
            Counts.Refused++;
            return;
        }

        using (view)
        {
            CheckInside(cell, MemoryMarshal.Cast<byte, ulong>(view.Span));
            Counts.Views++;
        }
    }

    private void ReadInUse(StormGroup group)
    {
        if (!group.Scope.TryEnter(out var use))
        {
            Counts.Refused++;
            return;
        }

        using (use)
        {
            foreach (var cell in group.Cells)
            {
                CheckInside(cell, MemoryMarshal.Cast<byte, ulong>(use.Span(cell.Mapping, 0, StormCell.Page)));
                Counts.Uses++;
            }
        }
    }

    private void ReadRegisters(StormCell cell)
    {
        using var registers = cell.Mapping.Registers();
        for (var at = 0; at < StormCell.Page; at += 64)
        {
            Check(cell, registers.ReadUInt64(at), mayBeData: true, mayBePolicy: cell.IsDevice);
        }

        Counts.Registers++;
    }

    private void ReadRaw(StormCell cell)
    {
        var values = cell.TryBeginRaw();
        if (values is null)
        {
            return;
        }

        var isReplaced = cell.IsReplaced; // before anything is read
        for (var i = 0; i < StormCell.Values; i++)
        {
            Check(cell, Volatile.Read(ref values[i]), mayBeData: !isReplaced, mayBePolicy: true);
        }

        cell.EndRaw();
        Counts.Raw++;
        Counts.AfterRevoke += isReplaced ? 1 : 0;
    }

    // Who is inside is waited for; only of a device that is gone he is not.
    private void CheckInside(StormCell cell, ReadOnlySpan<ulong> values)
    {
        foreach (ref readonly var value in values)
        {
            Check(cell, Volatile.Read(in value), mayBeData: true, mayBePolicy: cell.IsDevice);
        }
    }

    private void Check(StormCell cell, ulong value, bool mayBeData, bool mayBePolicy)
    {
        if (value == cell.Canary)
        {
            Counts.Wrong += mayBeData ? 0 : 1;
        }
        else if (value == cell.Policy && cell.After != AfterRevoke.BusError)
        {
            Counts.OfPolicy++;
            Counts.Wrong += mayBePolicy ? 0 : 1;
        }
        else
        {
            Counts.Foreign++;
        }
    }
}
