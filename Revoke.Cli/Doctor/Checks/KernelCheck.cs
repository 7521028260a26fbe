using System.Runtime.InteropServices;

namespace Revoke.Cli.Doctor.Checks;

/// <summary>Kernel and architecture.</summary>
internal static class KernelCheck
{
    private const string Name = "kernel";

    // preadv2 and pwritev2 with RWF_NOWAIT, statx(2).
    private static readonly Version s_least = new(4, 14);

    internal static Finding Run() => Judge(Environment.OSVersion.Version, RuntimeInformation.OSArchitecture);

    internal static Finding Judge(Version kernel, Architecture architecture)
    {
        var found = $"Linux {kernel.ToString(3)} on {architecture}";
        return architecture is not (Architecture.X64 or Architecture.Arm64)
            ? Finding.Missing(Name, found, "the library knows the numbers of x86-64 and arm64 only.")
            : kernel < s_least ? Finding.Missing(Name, found, $"the library needs Linux {s_least} or later.")
            : Finding.Ok(Name, found);
    }
}
