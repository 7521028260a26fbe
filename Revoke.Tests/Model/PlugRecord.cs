namespace Revoke.Tests.Model;

/// <summary>One step as it ran: its interval on a clock that all threads share.</summary>
/// <param name="Act">What.</param>
/// <param name="Scope">The scope it was about, counted from 0 in the order of follows; -1 for the device itself.</param>
/// <param name="File">The file it was about; -1 for none.</param>
/// <param name="Begin">When it was called.</param>
/// <param name="End">When it returned.</param>
/// <param name="Effect">What it came to.</param>
/// <param name="Generation">Of a follow that was done.</param>
internal sealed record PlugRecord(PlugAct Act, int Scope, int File, long Begin, long End, PlugEffect Effect, long Generation = 0);
