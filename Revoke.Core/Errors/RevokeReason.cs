namespace Revoke;

/// <summary>Why a scope is revoked. The first reason wins, is kept, and travels in every <see cref="RevokedException"/>.</summary>
/// <param name="Cause">The kind of reason.</param>
/// <param name="Detail">Text for people; not interpreted.</param>
/// <param name="Exception">What failed, if something did.</param>
public sealed record RevokeReason(RevokeCause Cause, string? Detail = null, Exception? Exception = null)
{
    /// <summary>The device was removed.</summary>
    public static RevokeReason Unplugged { get; } = new(RevokeCause.Unplugged);

    /// <summary>A newer generation takes its place.</summary>
    public static RevokeReason Replaced { get; } = new(RevokeCause.Replaced);

    internal static RevokeReason Disposed { get; } = new(RevokeCause.Disposed);

    /// <summary>The program or its operator decided so.</summary>
    /// <param name="detail">Text for people.</param>
    /// <returns>The reason.</returns>
    public static RevokeReason Policy(string detail)
    {
        ArgumentNullException.ThrowIfNull(detail);
        return new RevokeReason(RevokeCause.Policy, detail);
    }

    internal string Describe() => Detail is null ? Cause.ToString() : $"{Cause}, {Detail}";
}
