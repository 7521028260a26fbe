using Revoke.Tests.Support;

namespace Revoke.Tests.Conformance;

/// <summary>What every file keeps to whose reads sleep until something is fed.</summary>
public abstract class SleepingFileConformance : FileConformance
{
    /// <summary>Whether it announces what nobody waits for.</summary>
    protected virtual bool HasNotices => true;

    [Test]
    public async Task Read_FedWhileItSleeps_GetsTheBytes([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var subject = Create();
        var buffer = new byte[BufferSize];
        var read = await Parked.Read(subject.File, form, buffer, CancellationToken.None).AsleepAsync(cancellationToken);
        subject.Feed("fed\n"u8.ToArray());
        CheckFed(buffer[..await read.ResultAsync(cancellationToken)]);
    }

    [Test]
    public async Task Read_RevokedWhileItSleeps_IsWokenAndRefused([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var subject = Create();
        var read = await Parked.Read(subject.File, form, new byte[BufferSize], CancellationToken.None).AsleepAsync(cancellationToken);
        var outcome = subject.Scope.Revoke(RevokeReason.Unplugged, Timeout.InfiniteTimeSpan);
        Assert.That((outcome.IsCompleted, outcome.Released), Is.EqualTo((true, 1)), "a sleeper is not waited for");
        var exception = await read.FailsAsync<RevokedException>(cancellationToken);
        Assert.That((exception.Errno, exception.BytesTransferred, exception.Reason), Is.EqualTo((19, 0L, RevokeReason.Unplugged)));
    }

    [Test]
    public async Task Read_DisposedWhileItSleeps_IsWokenWithObjectDisposed([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var subject = Create();
        var read = await Parked.Read(subject.File, form, new byte[BufferSize], CancellationToken.None).AsleepAsync(cancellationToken);
        subject.File.Dispose();
        await read.FailsAsync<ObjectDisposedException>(cancellationToken);
        Assert.That(subject.Scope.IsRevoked, Is.False);
    }

    [Test]
    public async Task ReadAsync_CancelledWhileItSleeps_EndsAndLosesNothing(CancellationToken cancellationToken)
    {
        using var subject = Create();
        using var source = new CancellationTokenSource();
        var read = await Parked.Read(subject.File, CallForm.Async, new byte[BufferSize], source.Token).AsleepAsync(cancellationToken);
        await source.CancelAsync();
        await read.FailsAsync<OperationCanceledException>(cancellationToken);
        subject.Feed("x\n"u8.ToArray());
        Assert.That(subject.File.Read(new byte[BufferSize]), Is.Positive);
    }

    [Test]
    public async Task Poll_RevokedWhileItSleeps_IsWokenWithTheMaskOfADeadFile([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var subject = Create();
        var poll = await Parked.Poll(subject.File, form, PollEvents.In, Timeout.InfiniteTimeSpan, CancellationToken.None).AsleepAsync(cancellationToken);
        subject.Scope.Revoke(RevokeReason.Unplugged);
        Assert.That(await poll.ResultAsync(cancellationToken), Is.EqualTo(Dead));
    }

    [Test]
    public async Task Poll_FedWhileItSleeps_SaysReadable([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var subject = Create();
        var poll = await Parked.Poll(subject.File, form, PollEvents.In, Timeout.InfiniteTimeSpan, CancellationToken.None).AsleepAsync(cancellationToken);
        subject.Feed("x\n"u8.ToArray());
        Assert.That(await poll.ResultAsync(cancellationToken) & PollEvents.In, Is.EqualTo(PollEvents.In));
    }

    [Test]
    public void Poll_NothingThere_IsNoneWhenTheTimeIsOver()
    {
        using var subject = Create();
        Assert.That(subject.File.Poll(PollEvents.In, TimeSpan.Zero, CancellationToken.None), Is.EqualTo(PollEvents.None));
        Assert.That(subject.File.Poll(PollEvents.In, TimeSpan.FromMilliseconds(5)), Is.EqualTo(PollEvents.None));
    }

    [Test]
    public async Task Revoke_ManySleepersInEveryForm_WakesThemAllAndReleasesOnce(CancellationToken cancellationToken)
    {
        using var subject = Create();
        var reads = new List<ParkedCall<int>>();
        var polls = new List<ParkedCall<PollEvents>>();
        for (var i = 0; i < 5; i++)
        {
            foreach (var form in Enum.GetValues<CallForm>())
            {
                reads.Add(await Parked.Read(subject.File, form, new byte[BufferSize], CancellationToken.None).AsleepAsync(cancellationToken, sleepers: reads.Count + polls.Count + 1));
                polls.Add(await Parked.Poll(subject.File, form, PollEvents.In, Timeout.InfiniteTimeSpan, CancellationToken.None).AsleepAsync(cancellationToken, sleepers: reads.Count + polls.Count + 1));
            }
        }

        Assert.That(subject.Scope.Revoke(RevokeReason.Unplugged, Timeout.InfiniteTimeSpan).Released, Is.EqualTo(1));
        foreach (var read in reads)
        {
            await read.FailsAsync<RevokedException>(cancellationToken);
        }

        foreach (var poll in polls)
        {
            Assert.That(await poll.ResultAsync(cancellationToken), Is.EqualTo(Dead));
        }
    }

    [Test]
    public async Task Fasync_Revoked_LastNoticeIsTheHangUp(CancellationToken cancellationToken)
    {
        using var subject = Create();
        var channel = System.Threading.Channels.Channel.CreateUnbounded<PollEvents>();
        if (!HasNotices)
        {
            Assert.That(() => subject.File.EnableFasync(PollEvents.In, channel.Writer), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(25));
            return;
        }

        subject.File.EnableFasync(PollEvents.In, channel.Writer);
        subject.Feed("x\n"u8.ToArray());
        Assert.That(await channel.Reader.ReadAsync(cancellationToken) & PollEvents.In, Is.EqualTo(PollEvents.In));

        subject.Scope.Revoke(RevokeReason.Unplugged);

        var notices = await channel.Reader.ReadAllAsync(cancellationToken).ToListAsync(cancellationToken);
        Assert.That(notices[^1], Is.EqualTo(Dead));
        Assert.That(notices.SkipLast(1), Has.None.EqualTo(Dead));
    }
}
