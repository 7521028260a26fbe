using System.Runtime.InteropServices;

namespace Revoke.Drivers;

/// <summary>A mapped area of a file.</summary>
/// <param name="Offset">Where in the file it begins, in bytes.</param>
/// <param name="Length">How long it is, in bytes.</param>
/// <param name="Access">What it is mapped for.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct VmArea(long Offset, long Length, FileAccess Access);
