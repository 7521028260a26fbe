namespace Revoke.Tests.Model;

/// <summary>What one step of a random script does.</summary>
internal enum Act
{
    /// <summary>Opens a file on the scope.</summary>
    Open,

    /// <summary>Reads a byte; sleeps if there is none.</summary>
    Read,

    /// <summary>As read, without a thread.</summary>
    ReadAsync,

    /// <summary>Reads without an exception for a revoke.</summary>
    TryRead,

    /// <summary>Writes a byte.</summary>
    Write,

    /// <summary>Polls for reading, without waiting.</summary>
    Poll,

    /// <summary>Disposes the file.</summary>
    DisposeFile,

    /// <summary>Revokes the scope.</summary>
    Revoke,

    /// <summary>Revokes the scope without a thread.</summary>
    RevokeAsync,

    /// <summary>Revokes the scope from inside a use of it.</summary>
    RevokeInside,

    /// <summary>Disposes the scope.</summary>
    DisposeScope,

    /// <summary>Enters the scope and leaves.</summary>
    Use,
}
