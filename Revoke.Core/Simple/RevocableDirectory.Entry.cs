namespace Revoke.Drivers;

public sealed partial class RevocableDirectory
{
    /// <summary>A file, with what opens it, or a directory.</summary>
    private sealed record Entry(RevokeScope Scope, Func<IFileOperations>? Opener, RevocableDirectory? Directory);
}
