namespace Revoke.Cli.Demo.Reports;

/// <summary>A kind of mapping, revoked again and again while threads read it.</summary>
/// <param name="Memory">Whose memory it is.</param>
/// <param name="AfterRevoke">What stands there afterwards.</param>
/// <param name="Rounds">How often it was revoked.</param>
/// <param name="Readers">How many threads read: half of them in views, half by a bare pointer, which goes on afterwards.</param>
/// <param name="BytesRead">How much they read.</param>
/// <param name="ForeignBytes">How many bytes were neither the memory's nor the policy's; or the policy's in a view that was not told so.</param>
/// <param name="WrongAfterwards">How many bytes were not the policy's once the revoke had returned.</param>
/// <param name="RevokeMicroseconds">How long the revoke took, waiting for who was inside and replacing the memory; median.</param>
internal sealed record MappingRevokeReport(
    string Memory, string AfterRevoke, int Rounds, int Readers, long BytesRead, long ForeignBytes, long WrongAfterwards, double? RevokeMicroseconds);
