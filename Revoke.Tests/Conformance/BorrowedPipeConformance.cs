using Revoke.Tests.Support;

namespace Revoke.Tests.Conformance;

/// <summary>The reading end of a blocking pipe of the caller's.</summary>
public sealed class BorrowedPipeConformance : SleepingFileConformance
{
    protected override bool CanWrite => false;

    public override Subject Create()
    {
        var pipe = new Pipe();
        var scope = new RevokeScope("pipe");
        return new Subject(scope, scope.Open(pipe.Reader), bytes => pipe.Writer.Write(bytes), pipe.Dispose);
    }
}
