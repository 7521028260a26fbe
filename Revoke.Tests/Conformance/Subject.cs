namespace Revoke.Tests.Conformance;

/// <summary>What a fixture runs the suite against: one open file of a scope of its own, and what makes it ready.</summary>
public sealed class Subject : IDisposable
{
    private readonly Action _dispose;

    internal Subject(RevokeScope scope, RevocableFile file, Action<byte[]> feed, Action dispose)
    {
        Scope = scope;
        File = file;
        Feed = feed;
        _dispose = dispose;
    }

    /// <summary>The scope of the file, and of nothing else.</summary>
    public RevokeScope Scope { get; }

    /// <summary>The file.</summary>
    public RevocableFile File { get; }

    /// <summary>Makes bytes readable, from the other side.</summary>
    public Action<byte[]> Feed { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Scope.Dispose();
        _dispose();
    }
}
