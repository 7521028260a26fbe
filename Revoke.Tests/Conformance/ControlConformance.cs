using Revoke.Drivers.Alsa;
using Revoke.Tests.Support;

namespace Revoke.Tests.Conformance;

/// <summary>What every control of a card and every mixer keep to, of a card that a test directs or a real one.</summary>
[CancelAfter(60_000)]
public abstract class ControlConformance
{
    private const string Volume = "Master";

    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(20);

    /// <summary>How often a card is opened and removed to look for what is left behind.</summary>
    protected virtual int Repetitions => 10;

    /// <summary>A card that is there, with a driver for it.</summary>
    public abstract ControlSubject Create();

    [Test]
    public void Card_Open_IsDescribed()
    {
        using var subject = Create();
        using var control = subject.Driver.OpenControl(subject.Name);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(control.Card.Id, Is.Not.Empty);
            Assert.That(control.Card.Name, Is.Not.Empty);
            Assert.That(control.Name, Is.EqualTo(subject.Name));
            Assert.That(control.Card.Device, Is.EqualTo(control.Scope.Device));
            Assert.That(control.Generation, Is.EqualTo(control.Scope.Device is null ? 0 : control.Scope.Generation));
            Assert.That(control.CheckLiveness(), Is.True);
        }
    }

    [Test]
    public void SetVolume_ByOneMixer_IsReadByAnother()
    {
        using var subject = Create();
        using var one = subject.Driver.OpenMixer(subject.Name);
        using var other = subject.Driver.OpenMixer(subject.Name);
        var (set, read) = (Find(one, Volume), Find(other, Volume));
        var range = set.PlaybackRange!.Value;
        Assert.That(range.Maximum, Is.GreaterThan(range.Minimum));

        set.SetVolume(range.Maximum);
        Assert.That((read.GetVolume(), read.GetFraction(), read.GetDecibels()), Is.EqualTo((range.Maximum, 1d, set.PlaybackDecibels!.Value.Maximum)));
        set.SetFraction(0);
        Assert.That((read.GetVolume(), read.GetFraction()), Is.EqualTo((range.Minimum, 0d)));
        read.SetDecibels(set.PlaybackDecibels.Value.Maximum - 3);
        Assert.That(set.GetDecibels(), Is.EqualTo(set.PlaybackDecibels.Value.Maximum - 3).Within(0.5));
        read.SetDecibels(double.PositiveInfinity);
        Assert.That(set.GetVolume(), Is.EqualTo(range.Maximum));
    }

    [Test]
    public void SetVolume_OfOneChannel_LeavesTheOther()
    {
        using var subject = Create();
        using var mixer = subject.Driver.OpenMixer(subject.Name);
        using var other = subject.Driver.OpenMixer(subject.Name);
        var (set, read) = (Find(mixer, Volume), Find(other, Volume));
        var range = set.PlaybackRange!.Value;
        Assert.That(set.PlaybackChannels, Is.EqualTo(new[] { MixerChannel.FrontLeft, MixerChannel.FrontRight }));

        set.SetVolume(range.Minimum);
        set.SetVolume(range.Minimum + 4, channel: MixerChannel.FrontRight);
        Assert.That((read.GetVolume(channel: MixerChannel.FrontLeft), read.GetVolume(channel: MixerChannel.FrontRight)), Is.EqualTo((range.Minimum, range.Minimum + 4)));
        Assert.That(read.GetVolume(), Is.EqualTo(range.Minimum + 4), "the loudest");
    }

    [Test]
    public void SetMuted_ByOneMixer_IsReadByAnother()
    {
        using var subject = Create();
        using var one = subject.Driver.OpenMixer(subject.Name);
        using var other = subject.Driver.OpenMixer(subject.Name);
        var set = Find(one, subject.Capture);
        Assert.That((set.HasCaptureSwitch, set.CaptureChannels.Count), Is.EqualTo((true, 2)));

        set.SetMuted(isMuted: true, PcmDirection.Capture);
        Assert.That(Read(subject, other), Is.EqualTo((true, true, true)));
        set.SetMuted(isMuted: false, PcmDirection.Capture, MixerChannel.FrontRight);
        Assert.That(Read(subject, other), Is.EqualTo((false, true, false)), "not all are");
        set.SetMuted(isMuted: false, PcmDirection.Capture);
        Assert.That(Read(subject, other), Is.EqualTo((false, false, false)));
    }

    [Test]
    public async Task ReadEvent_SomethingChangesWhileItSleeps_IsWoken([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var subject = Create();
        using var control = subject.Driver.OpenControl(subject.Name);
        using var mixer = subject.Driver.OpenMixer(subject.Name);
        var read = await Start(control, form, cancellationToken).AsleepAsync(cancellationToken);
        Change(mixer);
        var told = await read.ResultAsync(cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(told.Name, Does.StartWith(Volume));
            Assert.That(told.Interface, Is.EqualTo(ControlInterface.Mixer));
            Assert.That(told.Changes, Is.EqualTo(ControlChanges.Value));
            Assert.That(told.NumericId, Is.Positive);
        }
    }

    [Test]
    public async Task Watch_SeveralChanges_TellsEachElement(CancellationToken cancellationToken)
    {
        using var subject = Create();
        await using var control = subject.Driver.OpenControl(subject.Name);
        using var mixer = subject.Driver.OpenMixer(subject.Name);
        Change(mixer);
        var capture = Find(mixer, subject.Capture);
        capture.SetFraction(capture.GetFraction(PcmDirection.Capture) > 0.5 ? 0 : 1, PcmDirection.Capture);
        var names = new List<string>();
        await foreach (var told in control.WatchAsync(cancellationToken))
        {
            names.Add(told.Name);
            if (told.Name.StartsWith(subject.Capture, StringComparison.Ordinal))
            {
                break;
            }
        }

        Assert.That(names, Has.Some.StartsWith(Volume));
    }

    [Test]
    public void TryReadEvent_NothingChanges_EndsWithItsTime()
    {
        using var subject = Create();
        using var control = subject.Driver.OpenControl(subject.Name);
        Assert.That(control.TryReadEvent(TimeSpan.Zero, out _), Is.False);
        Assert.That(control.TryReadEvent(s_short, out var none), Is.False);
        Assert.That(none, Is.Null);
        Assert.That(() => control.TryReadEvent(TimeSpan.FromSeconds(-2), out _), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public async Task ReadEvent_Cancelled_EndsAndLosesNothing([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var subject = Create();
        using var control = subject.Driver.OpenControl(subject.Name);
        using var mixer = subject.Driver.OpenMixer(subject.Name);
        using var stop = new CancellationTokenSource();
        var read = await Start(control, form, stop.Token).AsleepAsync(cancellationToken);
        await stop.CancelAsync();
        await read.FailsAsync<OperationCanceledException>(cancellationToken);
        Change(mixer);
        Assert.That(control.TryReadEvent(Timeout.InfiniteTimeSpan, out var told, cancellationToken), Is.True);
        Assert.That(told!.Name, Does.StartWith(Volume));
    }

    [Test]
    public async Task Revoke_WhileSomebodyReads_WakesAndRefusesAll([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var subject = Create();
        using var control = subject.Driver.OpenControl(subject.Name);
        using var mixer = subject.Driver.OpenMixer(subject.Name);
        var element = Find(mixer, Volume);
        var read = await Start(control, form, cancellationToken).AsleepAsync(cancellationToken);
        var reason = RevokeReason.Policy("over");
        Assert.That(control.Scope.Revoke(reason, Timeout.InfiniteTimeSpan).IsCompleted, Is.True, "a sleeper is not waited for");
        Assert.That((await read.FailsAsync<RevokedException>(cancellationToken)).Reason, Is.EqualTo(reason));
        AssertRefused<RevokedException>(control);
        Assert.That(mixer.Elements, Is.Not.Empty, "the card is there");
        mixer.Scope.Revoke(reason);
        AssertRefused<RevokedException>(mixer, element);
        using var again = subject.Driver.OpenControl(subject.Name);
        Assert.That(again.CheckLiveness(), Is.True);
    }

    [Test]
    public async Task Dispose_WhileSomebodyReads_WakesAndRefusesAll([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var subject = Create();
        var control = subject.Driver.OpenControl(subject.Name);
        var mixer = subject.Driver.OpenMixer(subject.Name);
        var element = Find(mixer, Volume);
        var read = await Start(control, form, cancellationToken).AsleepAsync(cancellationToken);
        await control.DisposeAsync();
        await read.FailsAsync<ObjectDisposedException>(cancellationToken);
        AssertRefused<ObjectDisposedException>(control);
        await Start(control, form, cancellationToken).FailsAsync<ObjectDisposedException>(cancellationToken);
        mixer.Dispose();
        AssertRefused<ObjectDisposedException>(mixer, element);
        control.Dispose();
        await mixer.DisposeAsync();
    }

    [Test]
    public async Task Remove_WhileSomebodyWatches_IsUnpluggedForAll(CancellationToken cancellationToken)
    {
        using var subject = Create();
        using var control = subject.Driver.OpenControl(subject.Name);
        using var mixer = subject.Driver.OpenMixer(subject.Name);
        var element = Find(mixer, Volume);
        var one = await Start(control, CallForm.Sync, cancellationToken).AsleepAsync(cancellationToken);
        var two = await Start(control, CallForm.Async, cancellationToken).AsleepAsync(cancellationToken, sleepers: 2);
        await subject.RemoveAsync();
        Assert.That((await one.FailsAsync<RevokedException>(cancellationToken)).Reason!.Cause, Is.EqualTo(RevokeCause.Unplugged));
        Assert.That((await two.FailsAsync<RevokedException>(cancellationToken)).Reason!.Cause, Is.EqualTo(RevokeCause.Unplugged));
        AssertRefused<RevokedException>(control);
        Assert.That(Assert.Throws<RevokedException>(() => element.GetVolume())!.Reason!.Cause, Is.EqualTo(RevokeCause.Unplugged));
        AssertRefused<RevokedException>(mixer, element);
        Assert.That(() => subject.Driver.OpenControl(subject.Name), Throws.InstanceOf<FileNotFoundException>());
        Assert.That(() => subject.Driver.OpenMixer(subject.Name), Throws.InstanceOf<FileNotFoundException>());
    }

    [Test]
    public async Task OpenAndRemove_AgainAndAgain_LeavesNoDescriptorOpen(CancellationToken cancellationToken)
    {
        await RoundAsync(cancellationToken);    // what is loaded then stays
        var before = OpenDescriptors.Capture();
        for (var i = 0; i < Repetitions; i++)
        {
            await RoundAsync(cancellationToken);
        }

        Assert.That(OpenDescriptors.Capture().OpenedSince(before), Is.Empty);
    }

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        using var subject = Create();
        using var control = subject.Driver.OpenControl(subject.Name);
        using var mixer = subject.Driver.OpenMixer(subject.Name);
        Change(mixer);
        await subject.RemoveAsync();
        Assert.That(
            async () =>
            {
                while (true)
                {
                    await control.ReadEventAsync(cancellationToken);
                }
            },
            Throws.InstanceOf<RevokedException>());
        Assert.That(() => mixer.Elements, Throws.InstanceOf<RevokedException>());
    }

    private static void AssertRefused<TException>(AlsaControl control)
        where TException : Exception
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => control.TryReadEvent(TimeSpan.Zero, out _), Throws.InstanceOf<TException>());
            Assert.That(async () => await control.ReadEventAsync(), Throws.InstanceOf<TException>());
            Assert.That(async () => await control.WatchAsync().FirstAsync(), Throws.InstanceOf<TException>());
            Assert.That(() => control.Card, Throws.InstanceOf<TException>());
            Assert.That(control.CheckLiveness(), Is.False);
        }
    }

    private static void AssertRefused<TException>(AlsaMixer mixer, AlsaMixerElement element)
        where TException : Exception
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => mixer.Elements, Throws.InstanceOf<TException>());
            Assert.That(() => mixer.FindElement(Volume), Throws.InstanceOf<TException>());
            Assert.That(mixer.CheckLiveness(), Is.False);
            Assert.That(() => element.GetVolume(), Throws.InstanceOf<TException>());
            Assert.That(() => element.SetVolume(element.PlaybackRange!.Value.Minimum), Throws.InstanceOf<TException>());
            Assert.That(() => element.GetFraction(), Throws.InstanceOf<TException>());
            Assert.That(() => element.SetFraction(1), Throws.InstanceOf<TException>());
            Assert.That(() => element.GetDecibels(), Throws.InstanceOf<TException>());
            Assert.That(() => element.SetDecibels(0), Throws.InstanceOf<TException>());
            Assert.That(() => element.IsMuted(PcmDirection.Capture), Throws.InstanceOf<TException>());
            Assert.That(() => element.SetMuted(isMuted: true, PcmDirection.Capture), Throws.InstanceOf<TException>());
        }
    }

    /// <summary>Whether both channels are switched off, the left one, and the right one; by a mixer of its own where the card does not tell the others.</summary>
    private static (bool Both, bool Left, bool Right) Read(ControlSubject subject, AlsaMixer other)
    {
        using var fresh = subject.TellsOfSwitches ? null : subject.Driver.OpenMixer(subject.Name);
        var read = Find(fresh ?? other, subject.Capture);
        return (read.IsMuted(PcmDirection.Capture), read.IsMuted(PcmDirection.Capture, MixerChannel.FrontLeft), read.IsMuted(PcmDirection.Capture, MixerChannel.FrontRight));
    }

    private static AlsaMixerElement Find(AlsaMixer mixer, string name) => mixer.FindElement(name) ?? throw new AssertionException($"There is no element {name} among {string.Join(", ", mixer.Elements)}.");

    /// <summary>To another value than it had.</summary>
    private static void Change(AlsaMixer mixer)
    {
        var element = Find(mixer, Volume);
        var range = element.PlaybackRange!.Value;
        element.SetVolume(element.GetVolume() == range.Maximum ? range.Minimum : range.Maximum);
    }

    private static ParkedCall<AlsaControlEvent> Start(AlsaControl control, CallForm form, CancellationToken cancellationToken) => form == CallForm.Sync
        ? ParkedCall<AlsaControlEvent>.OnThread(control.Events, () => control.TryReadEvent(Timeout.InfiniteTimeSpan, out var told, cancellationToken) ? told : throw new AssertionException("It has no end."))
        : ParkedCall<AlsaControlEvent>.AsTask(control.Events, control.ReadEventAsync(cancellationToken));
}
