using Revoke.Tests.Support;

namespace Revoke.Tests.Files;

[TestFixture]
[CancelAfter(20_000)]
public sealed class EndOfFileTests
{
    [Test]
    public async Task Read_OtherSideOfPtyGoesAndSaidToMeanGone_RevokesTheScope([Values] CallForm form)
    {
        using var pty = new Pty();
        using var scope = new RevokeScope("line");
        var file = scope.Open(pty.SlavePath, new RevocableFileOptions { EndOfFileMeansGone = true, Serial = new SerialSettings(9600) });
        var call = await Parked.Read(file, form).AsleepAsync(Limit.Token);

        pty.Unplug();

        var exception = await call.FailsAsync<RevokedException>(Limit.Token);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exception.Errno, Is.EqualTo(Native.ENODEV));
            Assert.That(exception.Reason!.Cause, Is.EqualTo(RevokeCause.Unplugged));
            Assert.That(scope.IsRevoked, Is.True);
        }

        await scope.WaitForCompletionAsync(Limit.Token);
        Assert.That(file.IsReleased, Is.True);
        Assert.That(file.TryRead(new byte[1], out _), Is.False);
    }

    [Test]
    public async Task Read_OtherSideOfPtyGoes_IsEioThenEndForEver([Values] CallForm form)
    {
        using var pty = new Pty();
        using var scope = new RevokeScope("line");
        using var file = scope.Open(pty.SlavePath);
        var call = await Parked.Read(file, form).AsleepAsync(Limit.Token);

        pty.Unplug();

        // Who slept may see either of the kernel's two answers; after it the end is for ever.
        try
        {
            Assert.That(await call.ResultAsync(Limit.Token), Is.Zero);
        }
        catch (IOException exception)
        {
            Assert.That(exception.HResult, Is.EqualTo(Native.EIO));
            Assert.That(exception, Is.Not.InstanceOf<RevokedException>());
        }

        Assert.That(file.Read(new byte[1]), Is.Zero);
        Assert.That(file.Read(new byte[1]), Is.Zero);
        Assert.That(Assert.Throws<IOException>(() => file.Write("x"u8))!.HResult, Is.EqualTo(Native.EIO));
        Assert.That(file.Poll(PollEvents.In | PollEvents.Out, TimeSpan.Zero), Is.EqualTo(PollEvents.In | PollEvents.Out | PollEvents.Error | PollEvents.HangUp));
        Assert.That(scope.IsRevoked, Is.False);
    }

    [Test]
    public void Write_OtherSideOfPtyGoneAndSaidToMeanGone_RevokesTheScope()
    {
        using var pty = new Pty();
        using var scope = new RevokeScope("line");
        var file = scope.Open(pty.SlavePath, new RevocableFileOptions { EndOfFileMeansGone = true });
        pty.Unplug();

        var exception = Assert.Throws<RevokedException>(() => file.Write("x"u8))!;

        Assert.That(exception.InnerException!.HResult, Is.EqualTo(Native.EIO));
        Assert.That(scope.IsRevoked, Is.True);
    }

    [Test]
    public void TryRead_EndSaidToMeanGone_IsFalse()
    {
        using var pty = new Pty();
        using var scope = new RevokeScope("line");
        var file = scope.Open(pty.SlavePath, new RevocableFileOptions { EndOfFileMeansGone = true });
        pty.Unplug();

        Assert.That(file.TryRead(new byte[1], out _), Is.False);
    }

    [Test]
    public void Read_EmptyBufferWhereEndMeansGone_IsNoEnd()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["f"], "x");
        using var scope = new RevokeScope("empty");
        using var file = scope.Open(folder["f"], new RevocableFileOptions { EndOfFileMeansGone = true });

        Assert.That(file.Read([]), Is.Zero);
        Assert.That(scope.IsRevoked, Is.False);
    }

    [Test]
    public async Task Read_FifoNoWriterHasOpenedYet_IsNoEnd([Values] CallForm form)
    {
        using var fifo = new Fifo();
        using var scope = new RevokeScope("fifo");
        using var file = scope.Open(fifo.Path, new RevocableFileOptions { Access = FileAccess.Read });
        var call = await Parked.Read(file, form).AsleepAsync(Limit.Token);

        using var writer = fifo.Open(Native.O_WRONLY);
        writer.Write("now");

        Assert.That(await call.ResultAsync(Limit.Token), Is.EqualTo(3));
    }

    [Test]
    public async Task Read_FifoWriterLeaves_IsTheEnd([Values] CallForm form, [Values] bool passed)
    {
        using var fifo = new Fifo();
        using var scope = new RevokeScope("fifo");
        using var near = passed ? fifo.Open(Native.O_RDONLY | Native.O_NONBLOCK) : null;
        using var file = passed ? scope.Open(near!) : scope.Open(fifo.Path, new RevocableFileOptions { Access = FileAccess.Read });
        var writer = fifo.Open(Native.O_WRONLY);
        writer.Write("last");
        Assert.That(file.Read(new byte[16]), Is.EqualTo(4));
        var call = await Parked.Read(file, form).AsleepAsync(Limit.Token);

        writer.Dispose();

        Assert.That(await call.ResultAsync(Limit.Token), Is.Zero);
        Assert.That(file.Read(new byte[16]), Is.Zero);
    }

    [Test]
    public async Task Read_TapDeleted_IsRevokedWhereThatMeansGone([Values] CallForm form)
    {
        TapDevice.RequireOrIgnore();
        using var tap = new TapDevice();
        using var scope = new RevokeScope("tap");
        var file = scope.Open(tap.Queue, new RevocableFileOptions { EndOfFileMeansGone = true });
        var call = await Parked.Read(file, form, new byte[2048]).AsleepAsync(Limit.Token);

        tap.Delete();

        Assert.That((await call.FailsAsync<RevokedException>(Limit.Token)).Errno, Is.EqualTo(Native.ENODEV));
        Assert.That(scope.IsRevoked, Is.True);
    }

    [Test]
    public async Task Read_TapDeletedNotFollowed_IsTheKernelsError([Values] CallForm form)
    {
        TapDevice.RequireOrIgnore();
        using var tap = new TapDevice();
        using var scope = new RevokeScope("tap");
        using var file = scope.Open(tap.Queue);
        var call = await Parked.Read(file, form, new byte[2048]).AsleepAsync(Limit.Token);

        tap.Delete();

        var exception = await call.FailsAsync<IOException>(Limit.Token);
        Assert.That(exception, Is.Not.InstanceOf<RevokedException>());
        Assert.That(exception.HResult, Is.AnyOf(14, 77)); // EFAULT, EBADFD
        Assert.That(scope.IsRevoked, Is.False);
    }
}
