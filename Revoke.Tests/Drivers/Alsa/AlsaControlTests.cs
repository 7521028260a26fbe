using Revoke.Drivers.Alsa;
using Revoke.Drivers.Alsa.Interop;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Alsa;

/// <summary>Controls: opening, and what they tell. The rest is in <see cref="Conformance.ControlConformance"/>.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class AlsaControlTests : AlsaFixture
{
    [TestCase("nosuchcontrol", "Invalid CTL")]
    [TestCase("hw:99", "Cannot get card index for 99")]
    [TestCase("hw:CARD=Headset", "Cannot get card index for Headset")]
    [TestCase("{", "Invalid CTL")]
    public void Open_UnknownName_IsFileNotFoundWithWhatTheLibrarySays(string name, string said)
    {
        var before = OpenDescriptors.Capture("/snd/");
        Assert.That(() => Alsa.OpenControl(name), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains($"'{name}'").And.Message.Contains(said));
        Assert.That(() => Alsa.OpenMixer(name), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains($"'{name}'").And.Message.Contains(said));
        Assert.That(OpenDescriptors.Capture("/snd/").OpenedSince(before), Is.Empty);
    }

    [Test]
    public void Open_BadCall_IsSaidFirst()
    {
        Assert.That(() => Alsa.OpenControl(""), Throws.ArgumentException);
        Assert.That(() => Alsa.OpenMixer(null!), Throws.ArgumentNullException);
        Alsa.Dispose();
        Assert.That(() => Alsa.OpenControl("hw:0"), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => Alsa.OpenMixer("hw:0"), Throws.InstanceOf<ObjectDisposedException>());
    }

    [TestCase(ScriptedCard.Plain)]
    [TestCase(ScriptedCard.Numbered)]
    public void Open_MonitorIsDisposed_LeavesNothingOpen(string name)
    {
        _ = new ScriptedCard();
        using var tree = new SoundTree();
        using var alsa = new AlsaDriver(tree.Monitor);
        tree.Monitor.Dispose();
        Assert.That(() => alsa.OpenControl(name).Dispose(), name == ScriptedCard.Plain ? Throws.Nothing : Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => alsa.OpenMixer(name).Dispose(), name == ScriptedCard.Plain ? Throws.Nothing : Throws.InstanceOf<ObjectDisposedException>());
        Assert.That((ScriptedCard.Opened, ScriptedCard.Closed), Is.EqualTo((2, 2)));
    }

    [Test]
    public void Card_OfAPlugin_IsAsItSaysAndFollowsNothing()
    {
        _ = new ScriptedCard();
        using var tree = new SoundTree();   // where its number is another's
        using var alsa = new AlsaDriver(tree.Monitor);
        using var control = alsa.OpenControl(ScriptedCard.Plain);
        var card = control.Card;
        Assert.That(
            (card.Number, card.Id, card.Driver, card.Name, card.LongName, card.MixerName, card.Components, card.Pcms.Count, card.Device),
            Is.EqualTo((ScriptedCard.Number, "Scripted", "Test", "Scripted card", "Scripted card of a test", "Scripted mixer", "", 0, (Device?)null)));
        Assert.That((control.Generation, control.ToString()), Is.EqualTo((0L, ScriptedCard.Plain)));
    }

    [Test]
    public async Task Open_NumberOfACard_FollowsItsDevice()
    {
        _ = new ScriptedCard();
        using var tree = new SoundTree();
        using var alsa = new AlsaDriver(tree.Monitor);
        using var control = alsa.OpenControl(ScriptedCard.Numbered);
        using var mixer = alsa.OpenMixer(ScriptedCard.Numbered);
        Assert.That((control.Scope.Device?.DevicePath, mixer.Scope.Device?.DevicePath), Is.EqualTo((SoundTree.Card, SoundTree.Card)));
        Assert.That((control.Generation, mixer.Generation, mixer.CheckLiveness()), Is.EqualTo((1L, 1L, true)));
        await tree.RemoveAsync();
        Assert.That((control.Scope.IsRevoked, mixer.Scope.IsRevoked), Is.EqualTo((true, true)), "nobody has asked the card");
        await mixer.Scope.WaitForCompletionAsync(Limit.Token);
        await control.Scope.WaitForCompletionAsync(Limit.Token);
        Assert.That((ScriptedCard.Opened, ScriptedCard.Closed), Is.EqualTo((2, 2)), "whoever removes it does not wait");
    }

    [Test]
    public void CheckLiveness_DeviceIsNotInSysfsAnyMore_RevokesTheScope()
    {
        _ = new ScriptedCard();
        using var tree = new SoundTree();
        using var alsa = new AlsaDriver(tree.Monitor);
        using var control = alsa.OpenControl(ScriptedCard.Numbered);
        tree.RemoveSilently();
        Assert.That(control.CheckLiveness(), Is.False);
        Assert.That(() => control.Card, Throws.InstanceOf<RevokedException>().With.Property(nameof(RevokedException.Reason)).Property(nameof(RevokeReason.Cause)).EqualTo(RevokeCause.Unplugged));
    }

    [TestCase(Asound.SND_CTL_EVENT_MASK_VALUE, ControlChanges.Value)]
    [TestCase(Asound.SND_CTL_EVENT_MASK_INFO | Asound.SND_CTL_EVENT_MASK_TLV, ControlChanges.Info | ControlChanges.Tlv)]
    [TestCase(Asound.SND_CTL_EVENT_MASK_ADD, ControlChanges.Added)]
    [TestCase(Asound.SND_CTL_EVENT_MASK_REMOVE, ControlChanges.Removed)]
    public void TryReadEvent_Mask_IsWhatHasBecomeOfIt(uint mask, ControlChanges changes)
    {
        _ = new ScriptedCard();
        using var control = Alsa.OpenControl(ScriptedCard.Plain);
        ScriptedCard.Tell(ScriptedElement.MicSwitch, mask);
        Assert.That(control.TryReadEvent(TimeSpan.Zero, out var told), Is.True);
        Assert.That(told, Is.EqualTo(new AlsaControlEvent("Mic Capture Switch", 0, ControlInterface.Mixer, 0, 0, (int)ScriptedElement.MicSwitch, changes)));
        Assert.That(control.TryReadEvent(TimeSpan.Zero, out _), Is.False);
    }

    [Test]
    public void TryReadEvent_SeveralEvents_ComeInTheirOrderOnceToEachControl()
    {
        _ = new ScriptedCard();
        using var one = Alsa.OpenControl(ScriptedCard.Plain);
        ScriptedCard.Turn(ScriptedElement.MasterVolume, 0, 3);
        using var late = Alsa.OpenControl(ScriptedCard.Plain);
        ScriptedCard.Turn(ScriptedElement.MicVolume, 1, 4);
        Assert.That(ReadAll(one), Is.EqualTo(new[] { (int)ScriptedElement.MasterVolume, (int)ScriptedElement.MicVolume }));
        Assert.That(ReadAll(late), Is.EqualTo(new[] { (int)ScriptedElement.MicVolume }), "since it was opened");
    }

    [Test]
    public void TryReadEvent_ReadyWithoutAnEvent_RestsBetweenLooks()
    {
        _ = new ScriptedCard();
        using var control = Alsa.OpenControl(ScriptedCard.Plain);
        ScriptedCard.Ring();
        Assert.That(control.TryReadEvent(TimeSpan.FromMilliseconds(200), out _), Is.False);
        Assert.That(ScriptedCard.Reads, Is.InRange(3, 100));
    }

    [Test]
    public void Dispose_OpenedOnce_ClosesOnce()
    {
        _ = new ScriptedCard();
        var control = Alsa.OpenControl(ScriptedCard.Plain);
        Assert.That((ScriptedCard.Opened, ScriptedCard.Closed), Is.EqualTo((1, 0)));
        control.Dispose();
        Assert.That(ScriptedCard.Closed, Is.EqualTo(1));
        control.Scope.Revoke(RevokeReason.Unplugged);
        control.Dispose();
        Assert.That(ScriptedCard.Closed, Is.EqualTo(1));
    }

    [Test]
    public void Read_ControlIsRefusedBeforeItsFileIs_IsRevoked()
    {
        using var closing = new RevokeScope("control");
        var guard = new CardGuard(closing, "control", new NativeControl(0, 0, static _ => { }));
        closing.Revoke(RevokeReason.Unplugged);
        using var scope = new RevokeScope("file");
        using var file = scope.Open(new ControlEvents(guard, new PcmWaits([], "control", TimeProvider.System)), "control");
        Assert.That(() => file.Read(new byte[AlsaControlEvent.Size]), Throws.InstanceOf<RevokedException>());
        Assert.That(scope.IsRevoked, Is.True);
        Assert.That(guard.CheckLiveness(static _ => { }), Is.False);
    }

    private static List<int> ReadAll(AlsaControl control)
    {
        var numbers = new List<int>();
        while (control.TryReadEvent(TimeSpan.Zero, out var told))
        {
            numbers.Add(told.NumericId);
        }

        return numbers;
    }
}
