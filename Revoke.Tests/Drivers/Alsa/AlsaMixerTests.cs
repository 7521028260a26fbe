using Revoke.Drivers.Alsa;
using Revoke.Drivers.Alsa.Interop;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Alsa;

/// <summary>Mixers, on the scripted card. What real cards do too is in <see cref="Conformance.ControlConformance"/>.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class AlsaMixerTests
{
    private AlsaDriver _alsa = null!;
    private AlsaMixer _mixer = null!;
    private AlsaMixerElement _master = null!;
    private AlsaMixerElement _mic = null!;

    [SetUp]
    public void SetUp()
    {
        _ = new ScriptedCard();
        _alsa = new AlsaDriver();
        _mixer = _alsa.OpenMixer(ScriptedCard.Plain);
        _master = _mixer.FindElement("Master")!;
        _mic = _mixer.FindElement("Mic")!;
    }

    [TearDown]
    public void TearDown()
    {
        _mixer?.Dispose();
        _alsa?.Dispose();
        Assert.That(ScriptedCard.Closed, Is.EqualTo(ScriptedCard.Opened));
    }

    [Test]
    public void Elements_Open_SayWhatTheyHave()
    {
        MixerChannel[] both = [MixerChannel.FrontLeft, MixerChannel.FrontRight];
        Assert.That(_mixer.Elements.Select(static element => element.ToString()), Is.EqualTo(new[] { "Master,0", "Mic,0" }));
        Assert.That((_master.HasPlaybackVolume, _master.HasPlaybackSwitch, _master.HasCaptureVolume, _master.HasCaptureSwitch), Is.EqualTo((true, true, false, false)));
        Assert.That((_mic.HasPlaybackVolume, _mic.HasPlaybackSwitch, _mic.HasCaptureVolume, _mic.HasCaptureSwitch), Is.EqualTo((false, false, true, true)));
        Assert.That((_master.PlaybackChannels, _master.CaptureChannels), Is.EqualTo((both, Array.Empty<MixerChannel>())));
        Assert.That((_mic.PlaybackChannels, _mic.CaptureChannels), Is.EqualTo((Array.Empty<MixerChannel>(), both)));
        Assert.That((_master.PlaybackRange, _master.CaptureRange), Is.EqualTo(((MixerRange?)new MixerRange(0, 80), (MixerRange?)null)));
        Assert.That((_mic.PlaybackRange, _mic.CaptureRange), Is.EqualTo(((MixerRange?)null, (MixerRange?)new MixerRange(-10, 10))));
        Assert.That((_master.PlaybackDecibels, _mic.CaptureDecibels), Is.EqualTo(((DecibelRange?)new DecibelRange(double.NegativeInfinity, 0), (DecibelRange?)null)));
    }

    [TestCase(0, 0, -10)]
    [TestCase(1, 80, 10)]
    [TestCase(0.5, 40, 0)]
    [TestCase(0.256, 20, -5)]
    [TestCase(0.275, 22, -4)]
    public void SetFraction_OfTheRange_IsTheNearestStep(double fraction, long master, long mic)
    {
        _master.SetFraction(fraction);
        _mic.SetFraction(fraction, PcmDirection.Capture);
        Assert.That(_master.GetVolume(), Is.EqualTo(master));
        Assert.That(_mic.GetVolume(PcmDirection.Capture), Is.EqualTo(mic));
        Assert.That(_master.GetFraction(), Is.EqualTo(fraction).Within(0.5 / 80));
    }

    [TestCase(-10.0, -10.0)]
    [TestCase(-10.3, -10.5)]
    [TestCase(-10.2, -10.0)]
    [TestCase(7.0, 0.0)]
    [TestCase(-39.5, -39.5)]
    [TestCase(-80.0, -39.5)]
    [TestCase(double.NegativeInfinity, double.NegativeInfinity)]
    [TestCase(double.PositiveInfinity, 0.0)]
    public void SetDecibels_AnyNumber_IsTheNearestStep(double set, double read)
    {
        _master.SetDecibels(set);
        Assert.That(_master.GetDecibels(), Is.EqualTo(read));
    }

    [Test]
    public void GetVolume_TurnedAtTheCard_IsTheNewOne()
    {
        Assert.That(_master.GetVolume(), Is.EqualTo(40));
        ScriptedCard.Turn(ScriptedElement.MasterVolume, 1, 55);
        Assert.That((_master.GetVolume(), _master.GetVolume(channel: MixerChannel.FrontLeft), _master.GetVolume(channel: MixerChannel.FrontRight)), Is.EqualTo((55L, 40L, 55L)));
        ScriptedCard.Turn(ScriptedElement.MasterSwitch, 0, 0);
        ScriptedCard.Turn(ScriptedElement.MasterSwitch, 1, 0);
        Assert.That(_master.IsMuted(), Is.True);
    }

    [Test]
    public void Call_ThatMakesNoSense_IsSaidAndChangesNothing()
    {
        Assert.That(() => _master.SetVolume(81), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("from 0 to 80"));
        Assert.That(() => _master.SetVolume(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => _master.SetFraction(1.01), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => _master.SetFraction(double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => _master.SetDecibels(double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => _master.SetVolume(1, channel: MixerChannel.Woofer), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("FrontLeft, FrontRight"));
        Assert.That(() => _master.GetVolume(channel: (MixerChannel)(-1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => _master.IsMuted(channel: (MixerChannel)32), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => _master.GetVolume(PcmDirection.Capture), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("no volume for capture"));
        Assert.That(() => _mic.SetMuted(isMuted: true), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("no switch for playback"));
        Assert.That(() => _mic.GetDecibels(PcmDirection.Capture), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("decibels"));
        Assert.That(() => _mic.SetDecibels(0, PcmDirection.Capture), Throws.InstanceOf<NotSupportedException>());
        Assert.That(() => _mixer.FindElement(""), Throws.ArgumentException);
        Assert.That(() => _mixer.FindElement("Master", -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That((_mixer.FindElement("Master", 1), _mixer.FindElement("master")), Is.EqualTo(((AlsaMixerElement?)null, (AlsaMixerElement?)null)));
        Assert.That((_master.GetVolume(), _master.IsMuted()), Is.EqualTo((40L, false)));
    }

    [Test]
    public void Element_ThatTheCardRemoves_IsNotThereAnyMore()
    {
        ScriptedCard.RemoveAfter(ScriptedElement.MasterSwitch);
        Assert.That(() => _mic.GetVolume(PcmDirection.Capture), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("'Mic'"));
        Assert.That(_mixer.Elements.Single().Name, Is.EqualTo("Master"));
        Assert.That((_mixer.FindElement("Mic"), _master.GetVolume(), _mixer.CheckLiveness()), Is.EqualTo(((AlsaMixerElement?)null, 40L, true)));
    }

    [TestCase(ScriptedElement.Unknown, Asound.SND_CTL_EVENT_MASK_VALUE)]
    [TestCase(ScriptedElement.Unknown, Asound.SND_CTL_EVENT_MASK_REMOVE)]
    [TestCase(ScriptedElement.MasterVolume, Asound.SND_CTL_EVENT_MASK_INFO)]
    public void GetVolume_AfterAnEventOfNoConsequence_GoesOn(object element, uint mask)
    {
        ScriptedCard.Tell((ScriptedElement)element, mask);
        ScriptedCard.Turn(ScriptedElement.MasterVolume, 0, 50);
        Assert.That(_master.GetVolume(), Is.EqualTo(50));
    }

    [Test]
    public async Task Revoke_OneIsInside_ClosesOnceWhenHeHasLeft(CancellationToken cancellationToken)
    {
        var closed = 0;
        using var scope = new RevokeScope("card");
        var guard = new CardGuard(scope, "card", new NativeControl(0, 0, _ => closed++));
        RevokeInside(scope, guard, () => closed);
        await scope.WaitForCompletionAsync(cancellationToken);
        Assert.That(closed, Is.EqualTo(1));
        guard.Dispose();
        Assert.That(closed, Is.EqualTo(1));
    }

    [Test]
    public async Task Revoke_WhileManyAsk_RefusesEachAndClosesOnce(CancellationToken cancellationToken)
    {
        for (var round = 0; round < 50; round++)
        {
            using var mixer = _alsa.OpenMixer(ScriptedCard.Plain);
            var element = mixer.FindElement("Master")!;
            using var started = new CountdownEvent(3);
            var asking = Enumerable.Range(0, 3).Select(_ => Task.Run(
                () =>
                {
                    started.Signal();
                    while (true)
                    {
                        element.SetFraction(element.GetFraction() > 0.5 ? 0 : 1);
                    }
                },
                cancellationToken)).ToArray();
            started.Wait(cancellationToken);
            mixer.Scope.Revoke(RevokeReason.Unplugged);
            foreach (var task in asking)
            {
                Assert.That(async () => await task, Throws.InstanceOf<RevokedException>());
            }
        }

        await Eventually.TrueAsync(static () => ScriptedCard.Closed == ScriptedCard.Opened - 1, "all but the fixture's are closed", cancellationToken);
    }

    private static void RevokeInside(RevokeScope scope, CardGuard guard, Func<int> closed)
    {
        Assert.That(guard.TryEnter(out var use), Is.True);
        using (use)
        {
            scope.Revoke(RevokeReason.Unplugged, TimeSpan.Zero);
            Assert.That(closed(), Is.Zero);
            Assert.That(() => guard.Ask(static _ => 0), Throws.InstanceOf<RevokedException>());
            Assert.That(guard.TryEnter(out _), Is.False);
        }
    }
}
