namespace Revoke.Interop;

/// <summary>The C library, one file per family of calls. Names, types and results are C's; there is no logic here.</summary>
internal static partial class Libc
{
    private const string Library = "libc";
}
