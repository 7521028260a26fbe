using Revoke.Benchmarks.Harness;
using Revoke.Interop;

namespace Revoke.Benchmarks.Suites;

internal sealed partial class WaitingSuite
{
    private static void MeasureSleeper(Report report, int rounds)
    {
        var loop = new PairedLoop(TimeProvider.System, new PairedLoopOptions { Rounds = rounds, Attempts = 1 });
        using var sleeper = new SleepingThread();
        using var fifos = new TemporaryFifos(1);
        var buffer = new byte[16];
        report.Add("one-try-reader-by-bare-ppoll", loop.RunTimed(
            () => WakeBare(sleeper).TotalNanoseconds,
            () => WakeReader(sleeper, fifos.Paths[0], file => file.TryRead(buffer, out _)).TotalNanoseconds));
        report.Add("one-throwing-reader-by-bare-ppoll", loop.RunTimed(
            () => WakeBare(sleeper).TotalNanoseconds,
            () => WakeReader(sleeper, fifos.Paths[0], file => ReadUntilRevoked(file, buffer)).TotalNanoseconds));
        using var bare = new EventCrowd(1);
        using var guarded = new RevokedCrowd(1);
        report.Add("one-async-reader-by-bare-wake", loop.RunTimed(() => bare.Wake().TotalNanoseconds, () => guarded.Wake().TotalNanoseconds));
    }

    private static unsafe TimeSpan WakeBare(SleepingThread sleeper)
    {
        using var bell = new OwnedDescriptor(Libc.eventfd(0, Libc.EFD_CLOEXEC));
        return sleeper.Wake(
            () =>
            {
                var descriptor = new PollFd { fd = bell.Number, events = Libc.POLLIN };
                _ = Libc.ppoll(&descriptor, 1, null, null);
            },
            () =>
            {
                ulong one = 1;
                _ = Libc.write(bell.Number, (byte*)&one, sizeof(ulong));
            });
    }

    private static TimeSpan WakeReader(SleepingThread sleeper, string path, Action<RevocableFile> read)
    {
        using var scope = new RevokeScope("sleeper");
        using var file = scope.Open(path, new RevocableFileOptions { Access = FileAccess.Read });
        return sleeper.Wake(() => read(file), () => scope.Revoke(RevokeReason.Unplugged));
    }

    private static void ReadUntilRevoked(RevocableFile file, byte[] buffer)
    {
        try
        {
            file.Read(buffer);
        }
        catch (RevokedException)
        {
            // This is how the read ends.
        }
    }
}
