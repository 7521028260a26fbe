using Revoke.Tests.Mappings.Vm;
using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Hazards;

/// <summary>No file may be as long as the memory that a mapping needs; beyond the limit the system sends SIGXFSZ.</summary>
internal static unsafe class FileLimit
{
    private const ulong Limit = 1 << 16;

    /// <summary>Memory for a driver's pages.</summary>
    public static int Pages(TextWriter output)
    {
        using var scope = new RevokeScope("hazard");
        var file = scope.Open(new VmDriver());
        return Map(output, () => file.Map(new MappingOptions { Length = 1 << 20 }));
    }

    /// <summary>What a device's registers are replaced with.</summary>
    public static int Ones(TextWriter output)
    {
        using var subject = new Subject();
        return Map(output, () => subject.Scope.Map(subject.Path, new() { AfterRevoke = AfterRevoke.Ones }));
    }

    private static int Map(TextWriter output, Func<RevocableMapping> map)
    {
        var limits = stackalloc ulong[2] { Limit, Limit };
        if (Native.setrlimit(Native.RLIMIT_FSIZE, limits) != 0)
        {
            return HazardScenario.Unsupported;
        }

        try
        {
            map().Dispose();
            output.Write("mapped\n");
        }
        catch (IOException exception)
        {
            output.Write($"IOException: {(exception.HResult == Native.EFBIG ? "EFBIG" : exception.Message)}\n");
        }

        return 0;
    }
}
