namespace Revoke;

/// <summary>When the steps of a revoke were done, counted from its beginning. <see langword="null"/>: not yet.</summary>
/// <param name="GateClosed">From here every new use was refused.</param>
/// <param name="Woken">Everything that slept had been woken.</param>
/// <param name="Drained">The last use and hold had left.</param>
/// <param name="Released">The last file had been released.</param>
public sealed record RevokeTimeline(TimeSpan GateClosed, TimeSpan Woken, TimeSpan? Drained, TimeSpan? Released);
