using Revoke.Tests.Support;

namespace Revoke.Tests.Conformance;

/// <summary>
/// What every file keeps to, whatever is behind it: run against real descriptors and against scripted operations. A fixture says what
/// its file can do; what it cannot do is checked too, by the kernel's answer.
/// </summary>
[CancelAfter(60_000)]
public abstract class FileConformance
{
    /// <summary>What a dead file answers to every poll.</summary>
    protected const PollEvents Dead = PollEvents.In | PollEvents.Out | PollEvents.Error | PollEvents.HangUp;

    /// <summary>Whether it can be written.</summary>
    protected virtual bool CanWrite => true;

    /// <summary>How many bytes its reads are called with.</summary>
    protected virtual int BufferSize => 64;

    /// <summary>Opens a fresh one.</summary>
    public abstract Subject Create();

    /// <summary>Checks what a read got after <c>fed</c> and a newline were fed.</summary>
    protected virtual void CheckFed(byte[] bytes) => Assert.That(System.Text.Encoding.ASCII.GetString(bytes), Does.StartWith("fed"));

    [Test]
    public async Task Read_Fed_GetsTheBytes([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var subject = Create();
        subject.Feed("fed\n"u8.ToArray());
        var buffer = new byte[BufferSize];
        var count = form == CallForm.Sync ? subject.File.Read(buffer) : await subject.File.ReadAsync(buffer, cancellationToken);
        CheckFed(buffer[..count]);
    }

    [Test]
    public async Task Operations_Revoked_AreAllRefusedOnceAndForAll(CancellationToken cancellationToken)
    {
        using var subject = Create();
        var file = subject.File;
        subject.Scope.Revoke(RevokeReason.Policy("over"));
        var buffer = new byte[8];
        Assert.That(() => file.Read(buffer), Throws.InstanceOf<RevokedException>());
        Assert.That(async () => await file.ReadAsync(buffer, cancellationToken), Throws.InstanceOf<RevokedException>());
        Assert.That(() => file.Write(buffer), Throws.InstanceOf<RevokedException>());
        Assert.That(async () => await file.WriteAsync(buffer, cancellationToken), Throws.InstanceOf<RevokedException>());
        Assert.That(() => file.Seek(0, SeekOrigin.Begin), Throws.InstanceOf<RevokedException>());
        Assert.That(() => file.Length, Throws.InstanceOf<RevokedException>());
        Assert.That(() => file.Ioctl(1, 0), Throws.InstanceOf<RevokedException>());
        Assert.That(() => file.EnsureMappable(), Throws.InstanceOf<RevokedException>());
        Assert.That(() => file.EnableFasync(PollEvents.In, _ => { }), Throws.InstanceOf<RevokedException>());
        Assert.That(file.DisableFasync, Throws.Nothing);
        Assert.That(file.Poll(PollEvents.In, TimeSpan.Zero, CancellationToken.None), Is.EqualTo(Dead));
        Assert.That(await file.PollAsync(PollEvents.None, cancellationToken), Is.EqualTo(Dead));
        Assert.That(() => file.Flush(toDisk: false), Throws.Nothing);
        Assert.That((file.TryRead(buffer, out var read), read), Is.EqualTo((false, 0)));
        Assert.That((file.TryWrite(buffer, out var written), written), Is.EqualTo((false, 0)));
        await Task.CompletedTask;
    }

    [Test]
    public void Operations_Disposed_ComeBeforeTheGate()
    {
        using var subject = Create();
        var file = subject.File;
        subject.Scope.Revoke(RevokeReason.Unplugged);
        file.Dispose();
        file.Dispose();
        Assert.That(() => file.Read(new byte[1]), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => file.TryRead(new byte[1], out _), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => file.Seek(-1, SeekOrigin.Begin), Throws.InstanceOf<ObjectDisposedException>(), "disposed comes before the arguments");
        Assert.That(() => file.Poll((PollEvents)0x4000, TimeSpan.Zero), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(file.DisableFasync, Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void Arguments_Bad_AreNamedBeforeTheGate()
    {
        using var subject = Create();
        subject.Scope.Revoke(RevokeReason.Unplugged);
        Assert.That(() => subject.File.Poll((PollEvents)0x4000, TimeSpan.Zero), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("events"));
        Assert.That(() => subject.File.Read(new byte[1], -1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("offset"));
        Assert.That(() => subject.File.SetLength(-1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("length"));
    }

    [Test]
    public void Write_Live_WritesAllOrSaysThatItCannot()
    {
        using var subject = Create();
        if (CanWrite)
        {
            Assert.That(subject.File.Write("12"u8), Is.EqualTo(2));
        }
        else
        {
            Assert.That(() => subject.File.Write("12"u8), Throws.InstanceOf<IOException>().With.Message.Contains(subject.File.Name));
            Assert.That(subject.File.CanWrite, Is.False);
        }
    }

    [Test]
    public void Seek_FileWithoutAPosition_IsTheKernelsAnswer()
    {
        using var subject = Create();
        if (subject.File.CanSeek)
        {
            Assert.That(subject.File.Seek(0, SeekOrigin.Begin), Is.Zero);
        }
        else
        {
            Assert.That(() => subject.File.Seek(0, SeekOrigin.Begin), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(29));
        }
    }

    [Test]
    public void OpenAndRevoke_AgainAndAgain_LeavesNoDescriptorOpen()
    {
        Create().Dispose();
        var before = OpenDescriptors.Capture();
        for (var i = 0; i < 20; i++)
        {
            using var subject = Create();
            subject.Scope.Revoke(RevokeReason.Unplugged);
        }

        Assert.That(OpenDescriptors.Capture().OpenedSince(before), Is.Empty);
    }
}
