using System.Globalization;

namespace Revoke.Tests.Mappings.Hazards;

/// <summary>What is mapped in this process, as the kernel lists it.</summary>
internal static class AddressSpace
{
    public static int Count => File.ReadLines("/proc/self/maps").Count();

    public static bool Contains(nint address) => Find(address) is not null;

    /// <summary>The line of what is mapped at an address.</summary>
    public static string? Find(nint address) => File.ReadLines("/proc/self/maps").FirstOrDefault(line =>
    {
        var bounds = line.Split(' ')[0].Split('-');
        return Parse(bounds[0]) <= (ulong)address && (ulong)address < Parse(bounds[1]);
    });

    private static ulong Parse(string text) => ulong.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
