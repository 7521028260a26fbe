using System.Runtime.InteropServices;
using Revoke.Interop;

namespace Revoke.Testing;

/// <summary>What the thread of a fake device waits for, beside its bell.</summary>
/// <param name="Descriptor">What is readable when the program has written; null for nothing.</param>
/// <param name="IsShort">Whether it looks again after a millisecond.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PumpWait(OwnedDescriptor? Descriptor, bool IsShort);
