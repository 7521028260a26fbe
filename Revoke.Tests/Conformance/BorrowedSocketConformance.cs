using Revoke.Tests.Support;

namespace Revoke.Tests.Conformance;

/// <summary>A blocking descriptor of the caller's.</summary>
public sealed class BorrowedSocketConformance : SleepingFileConformance
{
    public override Subject Create()
    {
        var pair = new SocketPair();
        var scope = new RevokeScope("socket");
        return new Subject(scope, scope.Open(pair.Near), bytes => pair.Far.Write(bytes), pair.Dispose);
    }
}
