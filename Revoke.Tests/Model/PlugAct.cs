namespace Revoke.Tests.Model;

/// <summary>What one step of a random script does to a device that comes and goes.</summary>
internal enum PlugAct
{
    /// <summary>Follows the device: a scope, and one below it.</summary>
    Follow,

    /// <summary>Opens the device's node.</summary>
    OpenNode,

    /// <summary>Opens a file without a descriptor, which counts its releases, on the scope below.</summary>
    Open,

    /// <summary>Reads a byte; sleeps if there is none.</summary>
    Read,

    /// <summary>As read, without a thread.</summary>
    ReadAsync,

    /// <summary>Reads without an exception for a revoke.</summary>
    TryRead,

    /// <summary>Writes a byte.</summary>
    Write,

    /// <summary>Enters the scope below and leaves.</summary>
    Use,

    /// <summary>Disposes a file.</summary>
    DisposeFile,

    /// <summary>Gives the device's readers a byte.</summary>
    Feed,

    /// <summary>Unplugs, the line first.</summary>
    Unplug,

    /// <summary>Unplugs, the event first.</summary>
    UnplugEventFirst,

    /// <summary>Plugs in again.</summary>
    Replug,
}
