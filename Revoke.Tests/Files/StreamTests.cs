using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Revoke.Tests.Support;

namespace Revoke.Tests.Files;

[TestFixture]
[CancelAfter(20_000)]
public sealed class StreamTests
{
    [Test]
    public async Task ReadAndWrite_EveryOverload_MovesTheSameBytes()
    {
        using var pair = new SocketPair();
        using var scope = new RevokeScope("stream");
        using var near = scope.OpenStream(pair.Near);
        using var far = scope.OpenStream(pair.Far);
        var text = "abcdef"u8.ToArray();
        var buffer = new byte[16];

        Func<Task>[] writes =
        [
            () => Run(() => near.Write(text, 0, 6)),
            () => Run(() => near.Write(text.AsSpan())),
            () => near.WriteAsync(text, 0, 6, Limit.Token),
            () => near.WriteAsync(text.AsMemory(), Limit.Token).AsTask(),
            () => Task.Factory.FromAsync(near.BeginWrite, near.EndWrite, text, 0, 6, null),
            () => Run(() => Array.ForEach(text, near.WriteByte)),
        ];
        Func<Task<int>>[] reads =
        [
            () => Task.FromResult(far.Read(buffer, 2, 6)),
            () => Task.FromResult(far.Read(buffer.AsSpan(2, 6))),
            () => far.ReadAsync(buffer, 2, 6, Limit.Token),
            () => far.ReadAsync(buffer.AsMemory(2, 6), Limit.Token).AsTask(),
            () => Task.Factory.FromAsync(far.BeginRead, far.EndRead, buffer, 2, 6, null),
            () => far.ReadAtLeastAsync(buffer.AsMemory(2, 6), 6, throwOnEndOfStream: true, Limit.Token).AsTask(),
        ];
        foreach (var write in writes)
        {
            foreach (var read in reads)
            {
                Array.Clear(buffer);
                await write();
                Assert.That(await read(), Is.EqualTo(6));
                Assert.That(Encoding.ASCII.GetString(buffer, 0, 9), Is.EqualTo("\0\0abcdef\0"));
            }
        }

        near.WriteByte(200);
        Assert.That(far.ReadByte(), Is.EqualTo(200));
        pair.Near.Dispose();
        near.Dispose();
        Assert.That(far.ReadByte(), Is.EqualTo(-1));

        static Task Run(Action action)
        {
            action();
            return Task.CompletedTask;
        }
    }

    [Test]
    public void ReadAndWrite_BadArguments_Throw()
    {
        using var scope = new RevokeScope("stream");
        using var stream = scope.OpenStream("/dev/null");

        Assert.Throws<ArgumentNullException>(() => _ = stream.Read(null!, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = stream.Read(new byte[4], -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = stream.Read(new byte[4], 2, 3));
        Assert.Throws<ArgumentNullException>(() => stream.Write(null!, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Write(new byte[4], 2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.ReadTimeout = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.WriteTimeout = -2);
    }

    [Test]
    public async Task StreamReader_LinesFromAFifo_ReadsThemAndEndsWithRevoke()
    {
        using var fifo = new Fifo();
        using var writer = fifo.Open(Native.O_RDWR);
        using var scope = new RevokeScope("reader");
        using var reader = new StreamReader(scope.OpenStream(fifo.Path, new RevocableFileOptions { Access = FileAccess.Read }));
        writer.Write("one\ntwo\n");

        Assert.That(await reader.ReadLineAsync(Limit.Token), Is.EqualTo("one"));
        Assert.That(await reader.ReadLineAsync(Limit.Token), Is.EqualTo("two"));
        var third = reader.ReadLineAsync(Limit.Token).AsTask();
        scope.Revoke(RevokeReason.Unplugged);

        await Assert.ThrowsAsync<RevokedException>(async () => await third.WaitAsync(Limit.Token));
    }

    [Test]
    public async Task PipeReader_OverAFifo_ReadsAndEndsWithRevoke()
    {
        using var fifo = new Fifo();
        using var writer = fifo.Open(Native.O_RDWR);
        using var scope = new RevokeScope("pipe");
        var reader = PipeReader.Create(scope.OpenStream(fifo.Path));
        writer.Write("bytes");

        var result = await reader.ReadAsync(Limit.Token);
        Assert.That(Encoding.ASCII.GetString(result.Buffer), Is.EqualTo("bytes"));
        reader.AdvanceTo(result.Buffer.End);
        var next = reader.ReadAsync(Limit.Token).AsTask();
        scope.Revoke(RevokeReason.Unplugged);

        await Assert.ThrowsAsync<RevokedException>(async () => await next.WaitAsync(Limit.Token));
        await reader.CompleteAsync();
    }

    [Test]
    public async Task JsonSerializer_OverASocket_ReadsAndWrites()
    {
        using var pair = new SocketPair();
        using var scope = new RevokeScope("json");
        await using (var near = scope.OpenStream(pair.Near))
        {
            await JsonSerializer.SerializeAsync(near, new Dictionary<string, int>(StringComparer.Ordinal) { ["answer"] = 42 }, cancellationToken: Limit.Token);
        }

        pair.Near.Dispose();
        await using var far = scope.OpenStream(pair.Far);

        var read = await JsonSerializer.DeserializeAsync<Dictionary<string, int>>(far, cancellationToken: Limit.Token);

        Assert.That(read!["answer"], Is.EqualTo(42));
    }

    [Test]
    public async Task CopyTo_UntilTheEnd_CopiesAll([Values] CallForm form)
    {
        using var folder = new TemporaryFolder();
        var bytes = new byte[300_000];
        Random.Shared.NextBytes(bytes);
        await File.WriteAllBytesAsync(folder["f"], bytes, Limit.Token);
        using var scope = new RevokeScope("copy");
        using var stream = scope.OpenStream(folder["f"]);
        using var copy = new MemoryStream();

        if (form == CallForm.Sync)
        {
            stream.CopyTo(copy);
        }
        else
        {
            await stream.CopyToAsync(copy, Limit.Token);
        }

        Assert.That(copy.ToArray(), Is.EqualTo(bytes));
    }

    [Test]
    public async Task CopyToAsync_RevokedWhileAsleep_Throws()
    {
        using var fifo = new Fifo();
        using var scope = new RevokeScope("copy");
        var stream = scope.OpenStream(fifo.Path);
        var copy = stream.CopyToAsync(Stream.Null, Limit.Token);
        await Eventually.TrueAsync(() => SleepersOf.Count(stream.File) == 1, "asleep", Limit.Token);

        scope.Revoke(RevokeReason.Unplugged);

        await Assert.ThrowsAsync<RevokedException>(async () => await copy.WaitAsync(Limit.Token));
    }

    [Test]
    public async Task ReadAsync_Cancelled_ReallyEndsAndLosesNothing()
    {
        using var fifo = new Fifo();
        using var writer = fifo.Open(Native.O_RDWR);
        using var scope = new RevokeScope("cancel");
        using var stream = scope.OpenStream(fifo.Path);
        using var source = new CancellationTokenSource();
        var first = new byte[8];
        var read = stream.ReadAsync(first, source.Token).AsTask();
        await Eventually.TrueAsync(() => SleepersOf.Count(stream.File) == 1, "asleep", Limit.Token);

        await source.CancelAsync();

        Assert.That((await Assert.CatchAsync<OperationCanceledException>(async () => await read.WaitAsync(Limit.Token)))!.CancellationToken, Is.EqualTo(source.Token));
        writer.Write("later");
        Assert.That(await stream.ReadAsync(new byte[8], Limit.Token), Is.EqualTo(5));
        Assert.That(first, Is.All.Zero, "The buffer of a cancelled read is never written to.");
        Assert.That(stream.ReadAsync(new byte[1], source.Token).AsTask().IsCanceled, Is.True);
        Assert.That(stream.WriteAsync(new byte[1], source.Token).AsTask().IsCanceled, Is.True);
    }

    [Test]
    public async Task Read_Timeout_ThrowsAndLosesNothing()
    {
        using var fifo = new Fifo();
        using var writer = fifo.Open(Native.O_RDWR);
        using var scope = new RevokeScope("timeout");
        using var stream = scope.OpenStream(fifo.Path);
        stream.ReadTimeout = 30;

        Assert.That((stream.CanTimeout, stream.ReadTimeout, stream.WriteTimeout), Is.EqualTo((true, 30, Timeout.Infinite)));
        await Assert.ThrowsAsync<TimeoutException>(async () => await Task.Run(() => stream.Read(new byte[8])).WaitAsync(Limit.Token));
        writer.Write("x");
        Assert.That(stream.Read(new byte[8]), Is.EqualTo(1));
    }

    [Test]
    public async Task Write_Timeout_Throws()
    {
        using var pipe = new Support.Pipe();
        pipe.Fill();
        using var scope = new RevokeScope("timeout");
        using var stream = scope.OpenStream(pipe.Writer);
        stream.WriteTimeout = 30;

        await Assert.ThrowsAsync<TimeoutException>(async () => await Task.Run(() => stream.Write(new byte[8])).WaitAsync(Limit.Token));
    }

    [Test]
    public async Task Read_TimeoutOfTheScopesClock_EndsWhenThatClockSaysSo()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using var fifo = new Fifo();
        using var scope = new RevokeScope("timeout", new RevokeScopeOptions { TimeProvider = clock });
        using var stream = scope.OpenStream(fifo.Path);
        stream.ReadTimeout = 3_600_000;
        var call = await ParkedCall<int>.OnThread(stream.File, () => stream.Read(new byte[8])).AsleepAsync(Limit.Token);

        clock.Advance(TimeSpan.FromHours(1));

        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await call.FailsAsync<TimeoutException>(soon.Token);
    }

    [Test]
    public void Stream_NotSeekable_SaysSo()
    {
        using var fifo = new Fifo();
        using var scope = new RevokeScope("flags");
        using var stream = scope.OpenStream(fifo.Path);

        Assert.That((stream.CanRead, stream.CanWrite, stream.CanSeek), Is.EqualTo((true, true, false)));
        Assert.Throws<NotSupportedException>(() => _ = stream.Length);
        Assert.Throws<NotSupportedException>(() => _ = stream.Position);
        Assert.Throws<NotSupportedException>(() => stream.Position = 0);
        Assert.Throws<NotSupportedException>(() => stream.Seek(0, SeekOrigin.Begin));
        Assert.Throws<NotSupportedException>(() => stream.SetLength(0));
    }

    [Test]
    public async Task Stream_OneWay_RefusesTheOther()
    {
        using var pipe = new Support.Pipe();
        using var scope = new RevokeScope("flags");
        using var reader = scope.OpenStream(pipe.Reader);
        using var writer = scope.OpenStream(pipe.Writer);

        Assert.That((reader.CanRead, reader.CanWrite, writer.CanRead, writer.CanWrite), Is.EqualTo((true, false, false, true)));
        Assert.Throws<NotSupportedException>(() => reader.WriteByte(1));
        await Assert.ThrowsAsync<NotSupportedException>(async () => await reader.WriteAsync(new byte[1], Limit.Token));
        Assert.Throws<NotSupportedException>(() => writer.ReadByte());
        await Assert.ThrowsAsync<NotSupportedException>(() => writer.ReadAsync(new byte[1], Limit.Token).AsTask());
    }

    [Test]
    public async Task Stream_Disposed_ThrowsDisposedAndCanDoNothing()
    {
        using var scope = new RevokeScope("disposed");
        var stream = scope.OpenStream("/dev/null");
        await stream.DisposeAsync();
        await stream.DisposeAsync();
        stream.Dispose();

        Assert.That((stream.CanRead, stream.CanWrite, stream.CanSeek), Is.EqualTo((false, false, false)));
        Assert.Throws<ObjectDisposedException>(() => stream.ReadByte());
        Assert.Throws<ObjectDisposedException>(() => stream.WriteByte(1));
        Assert.Throws<ObjectDisposedException>(stream.Flush);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => stream.ReadAsync(new byte[1], Limit.Token).AsTask());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stream.WriteAsync(new byte[1], Limit.Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => stream.FlushAsync(Limit.Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => stream.CopyToAsync(Stream.Null, Limit.Token));
    }

    [Test]
    public async Task Dispose_LeaveOpen_LeavesTheFile([Values] bool async)
    {
        using var scope = new RevokeScope("leave");
        using var file = scope.Open("/dev/zero");
        var stream = new RevocableStream(file, leaveOpen: true);
        if (async)
        {
            await stream.DisposeAsync();
        }
        else
        {
            stream.Dispose();
        }

        Assert.Throws<ObjectDisposedException>(() => stream.ReadByte());
        Assert.That(file.Read(new byte[3]), Is.EqualTo(3));
    }

    [Test]
    public void Stream_Revoked_KeepsItsFlagsAndThrowsRevoked()
    {
        using var scope = new RevokeScope("revoked");
        using var stream = scope.OpenStream("/dev/zero");
        scope.Revoke(RevokeReason.Unplugged);

        Assert.That((stream.CanRead, stream.CanWrite), Is.EqualTo((true, true)));
        Assert.Throws<RevokedException>(() => stream.ReadByte());
        Assert.Throws<RevokedException>(() => stream.WriteByte(1));
        Assert.DoesNotThrow(stream.Flush);
    }

    [Test]
    public void Stream_RegularFile_SeeksAndTruncates()
    {
        using var folder = new TemporaryFolder();
        using var scope = new RevokeScope("file");
        using var stream = scope.OpenStream(folder["f"], new RevocableFileOptions { Create = true });
        stream.Write("0123456789"u8);

        Assert.That((stream.CanSeek, stream.Length, stream.Position), Is.EqualTo((true, 10L, 10L)));
        stream.Position = 4;
        Assert.That(stream.ReadByte(), Is.EqualTo('4'));
        Assert.That(stream.Seek(-1, SeekOrigin.End), Is.EqualTo(9));
        Assert.That(stream.ReadByte(), Is.EqualTo('9'));
        Assert.That(stream.ReadByte(), Is.EqualTo(-1));
        stream.SetLength(20);
        Assert.That(stream.Length, Is.EqualTo(20));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Position = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.SetLength(-1));
    }

    [Test]
    public void SetLength_OnlyForReading_IsNotSupported()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["f"], "x");
        using var scope = new RevokeScope("file");
        using var stream = scope.OpenStream(folder["f"], new RevocableFileOptions { Access = FileAccess.Read });

        Assert.Throws<NotSupportedException>(() => stream.SetLength(0));
        Assert.That(File.ReadAllText(folder["f"]), Is.EqualTo("x"));
    }

    [Test]
    public void Constructor_NoFile_Throws() => Assert.Throws<ArgumentNullException>(() => _ = new RevocableStream(null!));
}
