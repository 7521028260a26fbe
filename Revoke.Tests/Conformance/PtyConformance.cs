using Revoke.Tests.Support;

namespace Revoke.Tests.Conformance;

public sealed class PtyConformance : SleepingFileConformance
{
    public override Subject Create()
    {
        var pty = new Pty();
        var scope = new RevokeScope("pty");
        var file = scope.Open(pty.SlavePath, new() { Serial = new(115_200) });
        return new Subject(scope, file, bytes => pty.Master.Write(bytes), pty.Dispose);
    }
}
