using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Revoke.Interop;

namespace Revoke.Mappings;

/// <summary>
/// Addresses that could not be given back when they were to be: neighbours that look alike are one area to the kernel, and to take one from their midst makes two
/// of it, which a process that has all it may have (vm.max_map_count) is refused. Tried again when others are given back.
/// </summary>
internal static class Leftovers
{
    private static readonly ConcurrentQueue<Area> s_areas = [];

    internal static void GiveBack(nint address, nuint length)
    {
        if (Libc.munmap(address, length) < 0)
        {
            s_areas.Enqueue(new Area(address, length));
            return;
        }

        while (s_areas.TryDequeue(out var area))
        {
            if (Libc.munmap(area.Address, area.Length) < 0)
            {
                s_areas.Enqueue(area);
                return;
            }
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Area(nint Address, nuint Length);
}
