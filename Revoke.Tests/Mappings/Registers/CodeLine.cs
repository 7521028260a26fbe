namespace Revoke.Tests.Mappings.Registers;

/// <summary>One instruction.</summary>
/// <param name="Text">As it is written, in small letters.</param>
/// <param name="Called">What of <c>Register</c>, <c>RegisterAccess</c> or <c>RegisterView</c> it calls, or jumps to for good.</param>
/// <param name="Target">Where in the method it jumps to.</param>
internal sealed record CodeLine(string Text, string? Called, int? Target);
