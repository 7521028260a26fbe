using Revoke.Drivers;
using Revoke.Tests.Support;

namespace Revoke.Tests.Files;

[TestFixture]
[CancelAfter(20_000)]
public sealed class WriteTests
{
    private const int More = 1 << 20; // more than any pipe here takes at once

    [Test]
    public async Task Write_Revoked_ThrowsEnodevAndDoesNotCallTheDriver()
    {
        var operations = new ScriptedOperations();
        using var scope = new RevokeScope("write");
        var file = scope.Open(operations);
        scope.Revoke(RevokeReason.Unplugged);

        Assert.That(Assert.Throws<RevokedException>(() => file.Write(new byte[1]))!.Errno, Is.EqualTo(Native.ENODEV));
        Assert.Throws<RevokedException>(() => file.Write(new byte[1], 0));
        await Assert.ThrowsAsync<RevokedException>(async () => await file.WriteAsync(new byte[1]));
        await Assert.ThrowsAsync<RevokedException>(async () => await file.WriteAsync(new byte[1], 0));
        Assert.That(operations.Calls, Is.Zero);
    }

    [Test]
    public void TryWrite_Revoked_IsFalseWithNothingWritten()
    {
        using var scope = new RevokeScope("write");
        var file = scope.Open(new ScriptedOperations());
        scope.Revoke(RevokeReason.Unplugged);

        Assert.That(file.TryWrite(new byte[1], out var count), Is.False);
        Assert.That(count, Is.Zero);
    }

    [Test]
    public async Task Write_DriverTakesPieces_WritesAll([Values] CallForm form)
    {
        var taken = new List<byte>();
        using var scope = new RevokeScope("write");
        using var file = scope.Open(new ScriptedOperations
        {
            OnWrite = (in DriverCall _, Span<byte> buffer, long _) =>
            {
                taken.AddRange(buffer[..1]);
                return OperationResult.Done(1);
            },
        });

        var count = form == CallForm.Sync ? file.Write("pieces"u8) : await file.WriteAsync("pieces"u8.ToArray());

        Assert.That(count, Is.EqualTo(6));
        Assert.That(taken, Is.EqualTo("pieces"u8.ToArray()));
    }

    [Test]
    public async Task Write_RevokedWhileAsleepAfterSome_ReturnsTheShortCount([Values] CallForm form, [Values] bool blocking)
    {
        using var pipe = new Pipe(blocking ? 0 : Native.O_NONBLOCK);
        using var scope = new RevokeScope("write");
        var file = scope.Open(pipe.Writer);
        var call = await Parked.Write(file, form, new byte[More]).AsleepAsync(Limit.Token);

        scope.Revoke(RevokeReason.Unplugged);

        var written = await call.ResultAsync(Limit.Token);
        Assert.That(written, Is.GreaterThan(0).And.LessThan(More));
        Assert.That(pipe.Reader.Available, Is.EqualTo(written), "The count is what is really there.");
        Assert.That(Assert.Throws<RevokedException>(() => file.Write(new byte[1]))!.BytesTransferred, Is.Zero, "The next call says so.");
    }

    [Test]
    public async Task WriteAsync_RevokedAfterSome_IsASuccessfulTask()
    {
        using var pipe = new Pipe(Native.O_NONBLOCK);
        using var scope = new RevokeScope("write");
        var file = scope.Open(pipe.Writer);
        var write = file.WriteAsync(new byte[More]);
        await Eventually.TrueAsync(() => SleepersOf.Count(file) == 1, "asleep", Limit.Token);

        scope.Revoke(RevokeReason.Unplugged);

        await Eventually.TrueAsync(() => write.IsCompleted, "woken", Limit.Token);
        Assert.That((write.IsCompletedSuccessfully, write.IsFaulted, write.IsCanceled), Is.EqualTo((true, false, false)));
        Assert.That(await write, Is.Positive);
    }

    [Test]
    public async Task WriteAsync_CancelledAfterSome_ReturnsTheShortCountAsSuccess()
    {
        using var pipe = new Pipe(Native.O_NONBLOCK);
        using var scope = new RevokeScope("write");
        using var file = scope.Open(pipe.Writer);
        using var source = new CancellationTokenSource();
        var write = file.WriteAsync(new byte[More], source.Token);
        await Eventually.TrueAsync(() => SleepersOf.Count(file) == 1, "asleep", Limit.Token);

        await source.CancelAsync();

        await Eventually.TrueAsync(() => write.IsCompleted, "woken", Limit.Token);
        Assert.That(write.IsCompletedSuccessfully, Is.True);
        Assert.That(await write, Is.EqualTo(pipe.Reader.Available));
    }

    [Test]
    public async Task TryWrite_RevokedWhileAsleepAfterSome_IsFalseWithTheCount()
    {
        using var pipe = new Pipe();
        using var scope = new RevokeScope("write");
        var file = scope.Open(pipe.Writer);
        var call = await ParkedCall<(bool Done, int Count)>.OnThread(file, () => (file.TryWrite(new byte[More], out var count), count)).AsleepAsync(Limit.Token);

        scope.Revoke(RevokeReason.Unplugged);

        var (done, count) = await call.ResultAsync(Limit.Token);
        Assert.That(done, Is.False);
        Assert.That(count, Is.Positive.And.EqualTo(pipe.Reader.Available));
    }

    [Test]
    public async Task StreamWrite_RevokedWhileAsleepAfterSome_ThrowsWithBytesTransferred([Values] CallForm form)
    {
        using var pipe = new Pipe();
        using var scope = new RevokeScope("write");
        var stream = scope.OpenStream(pipe.Writer);
        var call = form == CallForm.Sync
            ? ParkedCall<int>.OnThread(stream.File, () =>
            {
                stream.Write(new byte[More]);
                return 0;
            })
            : ParkedCall<int>.AsTask(stream.File, Valued(stream.WriteAsync(new byte[More])));
        await call.AsleepAsync(Limit.Token);

        scope.Revoke(RevokeReason.Unplugged);

        var exception = await call.FailsAsync<RevokedException>(Limit.Token);
        Assert.That(exception.BytesTransferred, Is.Positive.And.EqualTo(pipe.Reader.Available));

        static async ValueTask<int> Valued(ValueTask write)
        {
            await write;
            return 0;
        }
    }

    [Test]
    public async Task Write_DisposedWhileAsleepAfterSome_ReturnsTheShortCount([Values] CallForm form)
    {
        using var pipe = new Pipe();
        using var scope = new RevokeScope("write");
        var file = scope.Open(pipe.Writer);
        var call = await Parked.Write(file, form, new byte[More]).AsleepAsync(Limit.Token);

        file.Dispose();

        Assert.That(await call.ResultAsync(Limit.Token), Is.Positive.And.EqualTo(pipe.Reader.Available));
        Assert.Throws<ObjectDisposedException>(() => file.Write(new byte[1]));
    }

    [Test]
    public async Task Write_ReaderTakesAll_WritesAll([Values] CallForm form, [Values] bool blocking)
    {
        using var pipe = new Pipe(blocking ? 0 : Native.O_NONBLOCK);
        using var scope = new RevokeScope("write");
        using var file = scope.Open(pipe.Writer);
        var call = await Parked.Write(file, form, new byte[More]).AsleepAsync(Limit.Token);

        var drained = 0;
        while (drained < More)
        {
            await Eventually.TrueAsync(() => pipe.Reader.Available > 0, "something to read", Limit.Token);
            var now = pipe.Reader.Available;
            pipe.Reader.Drain(now);
            drained += now;
        }

        Assert.That(await call.ResultAsync(Limit.Token), Is.EqualTo(More));
    }

    [Test]
    public async Task Write_ReaderGoes_IsAnIOExceptionEpipe([Values] CallForm form)
    {
        using var pipe = new Pipe();
        pipe.Fill();
        using var scope = new RevokeScope("write");
        using var file = scope.Open(pipe.Writer);
        var call = await Parked.Write(file, form, new byte[8]).AsleepAsync(Limit.Token);

        pipe.Reader.Dispose();

        Assert.That((await call.FailsAsync<IOException>(Limit.Token)).HResult, Is.EqualTo(Native.EPIPE));
        Assert.That(scope.IsRevoked, Is.False);
    }

    [Test]
    public void Write_SocketOfAPeerThatLeft_IsEpipeAndNoSignal()
    {
        using var pair = new SocketPair();
        using var scope = new RevokeScope("write");
        using var file = scope.Open(pair.Near);
        pair.Far.Dispose();

        Assert.That(Assert.Throws<IOException>(() => file.Write("x"u8))!.HResult, Is.EqualTo(Native.EPIPE));
    }

    [Test]
    public void Write_DriverFailsAfterSome_ReturnsTheCountAndStreamThrows()
    {
        TransferScript script = (in DriverCall _, Span<byte> buffer, long _) => buffer.Length > 3 ? OperationResult.Done(2) : OperationResult.Failed(Native.EIO);
        using var scope = new RevokeScope("write");
        using var file = scope.Open(new ScriptedOperations { OnWrite = script });
        using var stream = new RevocableStream(file, leaveOpen: true);

        Assert.That(file.Write("12345"u8), Is.EqualTo(2));
        Assert.That(Assert.Throws<IOException>(() => stream.Write("12345"u8))!.HResult, Is.EqualTo(Native.EIO));
    }

    [Test]
    public void Write_AtOffset_LeavesThePositionAlone()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["f"], "0123456789");
        using var scope = new RevokeScope("offset");
        using var file = scope.Open(folder["f"]);

        Assert.That(file.Write("xy"u8, 5), Is.EqualTo(2));
        Assert.That(file.Write("ab"u8), Is.EqualTo(2));
        file.Dispose();
        Assert.That(File.ReadAllText(folder["f"]), Is.EqualTo("ab234xy789"));
    }

    [Test]
    public async Task Write_Nothing_ReturnsZeroAtOnce([Values] bool passed)
    {
        using var fifo = new Fifo();
        using var near = fifo.Open(Native.O_RDWR);
        using var scope = new RevokeScope("empty");
        using var file = passed ? scope.Open(near) : scope.Open(fifo.Path);
        Assert.That(file.Write("x"u8), Is.EqualTo(1)); // the way to write is found out at the first one
        using (var filler = fifo.Open(Native.O_RDWR | Native.O_NONBLOCK))
        {
            filler.Fill();
        }
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(3));

        Assert.That(await ParkedCall<int>.OnThread(file, () => file.Write([])).ResultAsync(limit.Token), Is.Zero);
    }
}
