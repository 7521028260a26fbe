using System.Runtime.InteropServices;

namespace Revoke.Tests.Model;

/// <summary>One step of a random script.</summary>
/// <param name="Act">What.</param>
/// <param name="Target">On which of the scopes followed so far, or of the files opened so far, counted round.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PlugStep(PlugAct Act, int Target);
