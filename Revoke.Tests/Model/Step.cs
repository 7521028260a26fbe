using System.Runtime.InteropServices;

namespace Revoke.Tests.Model;

/// <summary>One step of a random script.</summary>
/// <param name="Act">What.</param>
/// <param name="Scope">On which scope: 0 is the root, 1 and 2 are below it.</param>
/// <param name="File">On which of the files that have been opened, counted round.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Step(Act Act, int Scope, int File);
