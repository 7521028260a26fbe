using Revoke.Tests.Support;

namespace Revoke.Tests.Conformance;

public sealed class FifoConformance : SleepingFileConformance
{
    // Opened for both: what is written comes back.
    public override Subject Create()
    {
        var fifo = new Fifo();
        var other = fifo.Open(Native.O_RDWR);
        var scope = new RevokeScope("fifo");
        return new Subject(scope, scope.Open(fifo.Path), bytes => other.Write(bytes), () =>
        {
            other.Dispose();
            fifo.Dispose();
        });
    }
}
