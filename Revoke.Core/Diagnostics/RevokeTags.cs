namespace Revoke.Diagnostics;

/// <summary>What measurements and activities of a revoke are tagged with; listed in docs/diagnostics.md.</summary>
internal static class RevokeTags
{
    internal const string ScopeName = "revoke.scope.name";
    internal const string ScopeGeneration = "revoke.scope.generation";
    internal const string Cause = "revoke.cause";
    internal const string Released = "revoke.released";
    internal const string Stuck = "revoke.stuck";

    internal static KeyValuePair<string, object?> Of(RevokeCause cause) => new(Cause, NameOf(cause));

    /// <summary>As a tag has it: lower case, and one of a fixed set whatever number was cast.</summary>
    private static string NameOf(RevokeCause cause) => cause switch
    {
        RevokeCause.Unplugged => "unplugged",
        RevokeCause.Unbound => "unbound",
        RevokeCause.Replaced => "replaced",
        RevokeCause.Policy => "policy",
        RevokeCause.Disposed => "disposed",
        RevokeCause.Failed => "failed",
        _ => "unspecified",
    };
}
