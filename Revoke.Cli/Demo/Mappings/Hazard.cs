namespace Revoke.Cli.Demo.Mappings;

/// <summary>What happens to mapped memory while it is read.</summary>
internal enum Hazard
{
    /// <summary>Another process truncates the file.</summary>
    Truncated,

    /// <summary>Another thread ends the mapping.</summary>
    Ended,
}
