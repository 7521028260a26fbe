using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings;

/// <summary>Files of known bytes, mapped.</summary>
internal static unsafe class Bytes
{
    /// <summary>0 to 250, again and again.</summary>
    public static byte[] Make(int length) => [.. Enumerable.Range(0, length).Select(static at => (byte)(at % 251))];

    public static RevocableMapping Map(RevokeScope scope, TemporaryFolder folder, int length, MappingOptions? options = null)
    {
        File.WriteAllBytes(folder["bytes"], Make(length));
        return scope.Map(folder["bytes"], options);
    }

    /// <summary>What stands at the mapping's addresses, read past every guard.</summary>
    public static byte[] ReadRaw(RevocableMapping mapping)
    {
        var bytes = new Span<byte>(mapping.DangerousGetPointer(), (int)mapping.Length).ToArray();
        GC.KeepAlive(mapping);
        return bytes;
    }

    /// <summary>Asks for the address.</summary>
    public static nint Touch(RevocableMapping mapping) => (nint)mapping.DangerousGetPointer();

    /// <summary>Whether these addresses are mapped, to whatever.</summary>
    public static bool IsMapped(nint address) => File.ReadLines("/proc/self/maps").Any(line =>
    {
        var range = line[..line.IndexOf(' ', StringComparison.Ordinal)].Split('-');
        return address >= Convert.ToInt64(range[0], 16) && address < Convert.ToInt64(range[1], 16);
    });
}
