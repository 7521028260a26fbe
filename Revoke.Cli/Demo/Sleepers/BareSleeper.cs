using Microsoft.Win32.SafeHandles;
using Revoke.Cli.Interop;
using Revoke.Interop;

namespace Revoke.Cli.Demo.Sleepers;

/// <summary>Sleepers in handles without the library: FileStream where .NET has the operation, poll(2) where it has not.</summary>
internal static class BareSleeper
{
    internal static Sleeper Create(HandlePlan plan, SafeFileHandle handle, CancellationToken cancellationToken) => plan.Operation switch
    {
        SleepOperation.Read or SleepOperation.TryRead => new ThreadSleeper(plan, _ => SleepEnd.Counted(OpenStream(handle, plan).Read(new byte[64]), isShort: false)),
        SleepOperation.ReadAsync => new TaskSleeper(plan, async () => SleepEnd.Counted(await OpenStream(handle, plan).ReadAsync(new byte[64], cancellationToken), isShort: false)),
        SleepOperation.Poll or SleepOperation.PollAsync => new ThreadSleeper(plan, _ => Polled(handle, Libc.POLLIN)),
        SleepOperation.PollChange or SleepOperation.PollChangeAsync => new ThreadSleeper(plan, _ => Polled(handle, Libc.POLLPRI)),
        SleepOperation.Write => new ThreadSleeper(plan, _ => WriteOnce(OpenStream(handle, plan))),
        SleepOperation.WriteAsync => new TaskSleeper(plan, () => WriteOnceAsync(OpenStream(handle, plan), cancellationToken)),
        _ => new ThreadSleeper(plan, turn => WriteForever(OpenStream(handle, plan), turn)),
    };

    // Disposed with its handle, by whoever takes that away.
    private static FileStream OpenStream(SafeFileHandle handle, HandlePlan plan) =>
        new(handle, plan.Operation.IsWrite() ? FileAccess.Write : FileAccess.Read, bufferSize: 0);

    private static SleepEnd Polled(SafeFileHandle handle, short events) =>
        SleepEnd.Returned($"revents 0x{Native.Poll(Native.Number(handle), events):X}");

    private static SleepEnd WriteOnce(FileStream stream)
    {
        stream.Write(new byte[Payload.Oversized]);
        return SleepEnd.Returned("written");
    }

    private static async Task<SleepEnd> WriteOnceAsync(FileStream stream, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(new byte[Payload.Oversized], cancellationToken);
        return SleepEnd.Returned("written");
    }

    private static SleepEnd WriteForever(FileStream stream, Action turn)
    {
        var buffer = new byte[Payload.Turn];
        while (true)
        {
            stream.Write(buffer);
            turn();
        }
    }
}
