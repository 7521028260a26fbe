using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Revoke.Drivers;
using Revoke.Drivers.Alsa;
using Revoke.Drivers.Sysfs;
using Revoke.Drivers.Uio;

namespace Revoke.Tests.Docs;

/// <summary>The samples of README.md, so that they compile; <see cref="ReadmeTests"/> checks that they are the same, and runs them.</summary>
internal static class ReadmeSamples
{
    public static async Task<Exception?> FiveLinesAsync(string path)
    {
        using var scope = new RevokeScope("scanner");
        using var stream = scope.OpenStream(path);
        var read = Task.Run(() => stream.ReadByte());
        scope.Revoke(RevokeReason.Policy("shift over"));
        return await read.ContinueWith(static task => task.Exception?.InnerException, TaskScheduler.Default);
    }

    public static async Task FollowAsync(string path, Func<Stream, CancellationToken, Task> pump, ILogger log, CancellationToken ct)
    {
        Task PumpAsync(Stream stream, CancellationToken token) => pump(stream, token);
        await using var devices = new DeviceMonitor();
        await foreach (var scope in devices.GenerationsAsync(DeviceId.FromLink(path), ct))
            await using (scope)
                try { await PumpAsync(scope.OpenStream(path), ct); }
                catch (RevokedException e) { log.LogWarning(e, "gone"); }
    }

    public static async Task WatchAsync(DeviceMonitor devices, ILogger log, CancellationToken ct)
    {
        using var sysfs = new SysfsDriver(devices);
        await using var link = sysfs.OpenClassDevice("net", "lo");
        var mtu = link.ReadInt64("mtu");
        await using var screen = sysfs.OpenClassDevice("tty", "tty0");
        await foreach (var terminal in screen.WatchAsync("active", ct))
            log.LogInformation("{Terminal} is on the screen, at an MTU of {Mtu}", terminal, mtu);
    }

    public static async Task DriveAsync(DeviceMonitor devices)
    {
        using var uio = new UioDriver(devices);
        await using var card = uio.Open("my_card");
        using var map = card.Map(0);
        while (card.TryWaitForInterrupt(TimeSpan.FromSeconds(1), out _))
        {
            using (var registers = map.Registers())
                registers.WriteUInt32(0x64, registers.ReadUInt32(0x24));
            card.AcknowledgeInterrupt();
        }
    }

    public static async Task PlayAsync(DeviceMonitor devices, ILogger log, Func<CancellationToken, Task<byte[]>> next, CancellationToken ct)
    {
        Task<byte[]> NextAsync(CancellationToken token) => next(token);

        using var alsa = new AlsaDriver(devices);
        await foreach (var pcm in alsa.PlaybackGenerationsAsync("hw:CARD=Headset", new(48_000, 2), cancellationToken: ct))
            await using (pcm)
                try { while (true) await pcm.WriteFramesAsync(await NextAsync(ct), ct); }
                catch (RevokedException e) { log.LogWarning(e, "{Bytes} bytes of the last piece were accepted", e.BytesTransferred); }
    }

    public static async Task<RevokeOutcome> TreeAsync(ILogger log)
    {
        using var card = new RevokeScope("card0");
        using var capture = card.CreateChild("capture");
        var outcome = await card.RevokeAsync(RevokeReason.Unplugged, TimeSpan.FromSeconds(1));
        foreach (var use in outcome.Stuck)
            log.LogWarning("{Use}", use);
        return outcome;
    }

    public static int ReadAll(RevokeScope scope, string path)
    {
        var buffer = new byte[64];
        var total = 0;
        void Handle(ReadOnlySpan<byte> bytes) => total += bytes.Length;
        using var file = scope.Open(path, new() { Serial = new(115_200), EndOfFileMeansGone = true });
        while (file.TryRead(buffer, out var count))
            Handle(buffer[..count]);
        return total;
    }

    public static (int Delay, bool IsClosed) Guard(RevokeScope scope)
    {
        var handle = new PcmHandle();
        var pcm = new Revocable<PcmHandle>(scope, handle, kick: static h => Native.Drop(h), release: static h => h.Dispose());

        int Delay() { using var use = pcm.Enter(); return Native.Delay(use.Value); }

        var delay = Delay();
        scope.Revoke(RevokeReason.Unplugged);
        return (delay, handle.IsClosed);
    }

    public static bool TryScore(RevokeScope scope, string path, long offset, byte[] buffer, out int score)
    {
        score = 0;
        using var mapping = scope.Map(path);
        using (var view = mapping.View(offset, 128))
            score += view.Span.Count((byte)'e');
        if (!mapping.TryCopyTo(offset, buffer))
            return false;
        return true;
    }

    public static int Count(RevokeScope scope, SafeHandle eventFd, Func<int> take, byte[] buffer)
    {
        using var file = scope.Open(new Counter(eventFd, take));
        return file.Read(buffer);
    }

    private sealed class PcmHandle() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => false;

        protected override bool ReleaseHandle() => true;
    }

    private static class Native
    {
        public static int Delay(PcmHandle handle) => handle.IsClosed ? -1 : 7;

        public static void Drop(PcmHandle handle) => _ = handle;
    }

    sealed class Counter(SafeHandle eventFd, Func<int> take) : IReadOperation
    {
        public OperationResult Read(in DriverCall context, Span<byte> buffer, long offset)
        {
            var count = take();
            if (count == 0) return OperationResult.WouldBlock(eventFd, PollEvents.In);
            return OperationResult.Done(count.TryFormat(buffer, out var n) ? n : 0);
        }

        public void Release() => eventFd.Dispose();
    }
}
