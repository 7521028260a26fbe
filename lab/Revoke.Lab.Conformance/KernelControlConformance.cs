using NUnit.Framework;
using Revoke.Drivers.Alsa;
using Revoke.Tests.Conformance;

namespace Revoke.Lab.Conformance;

/// <summary>The control and the mixer of a card of the kernel's, the only one of the guest.</summary>
public abstract class KernelControlConformance : ControlConformance
{
    protected override int Repetitions => 3;

    /// <summary>What opens it, by its id.</summary>
    protected abstract string Name { get; }

    /// <summary>As in <see cref="ControlSubject.Capture"/>.</summary>
    protected abstract string Capture { get; }

    /// <summary>As in <see cref="ControlSubject.TellsOfSwitches"/>.</summary>
    protected virtual bool TellsOfSwitches => true;

    public override ControlSubject Create()
    {
        EnsureThere();
        return new ControlSubject(new AlsaDriver(), Name, RemoveAsync) { Capture = Capture, TellsOfSwitches = TellsOfSwitches };
    }

    [Test]
    public async Task Remove_NobodyHears_TheCardSaysSoItself(CancellationToken cancellationToken)
    {
        EnsureThere();
        using var monitor = new DeviceMonitor(new DeviceMonitorOptions { Source = new SilentEventSource(), LivenessInterval = Timeout.InfiniteTimeSpan });
        using var alsa = new AlsaDriver(monitor);
        using var control = alsa.OpenControl(Name);
        using var mixer = alsa.OpenMixer(Name);
        var element = mixer.FindElement("Master")!;
        var card = alsa.GetCards().Single();
        var removal = RemoveAsync();
        Assert.That(async () => await control.ReadEventAsync(cancellationToken), Throws.InstanceOf<RevokedException>().With.Property(nameof(RevokedException.Reason)).Property(nameof(RevokeReason.Cause)).EqualTo(RevokeCause.Unplugged));
        Assert.That(() => element.GetVolume(), Throws.InstanceOf<RevokedException>());
        await removal;  // which waits for the last holder
        using (Assert.EnterMultipleScope())
        {
            Assert.That((control.CheckLiveness(), mixer.CheckLiveness()), Is.EqualTo((false, false)));
            Assert.That((Name, card.Pcms.Count > 0, card.Device?.DevicePath), Is.EqualTo(($"hw:CARD={card.Id}", true, control.Scope.Device?.DevicePath)));
            Assert.That(alsa.GetCards(), Is.Empty);
        }
    }

    [Test]
    public async Task CheckLiveness_NobodyHears_FindsOut()
    {
        EnsureThere();
        using var monitor = new DeviceMonitor(new DeviceMonitorOptions { Source = new SilentEventSource(), LivenessInterval = Timeout.InfiniteTimeSpan });
        using var alsa = new AlsaDriver(monitor);
        using var control = alsa.OpenControl(Name);
        using var other = alsa.OpenControl(Name);
        var removal = RemoveAsync();
        SpinWait.SpinUntil(() => !control.CheckLiveness());
        Assert.That(() => SpinWait.SpinUntil(() => other.Card.Name.Length == 0), Throws.InstanceOf<RevokedException>(), "the card is asked, and nothing else");
        await removal;
        Assert.That((control.Scope.IsRevoked, other.Scope.IsRevoked), Is.EqualTo((true, true)));
    }

    /// <summary>Another process does it: who holds the card must not, because it would wait for itself. Ends when the last holder has let go.</summary>
    protected abstract Task RemoveAsync();

    /// <summary>Brings the card back if it was removed, and waits until it can be opened.</summary>
    protected abstract void EnsureThere();

    protected bool CanBeOpened()
    {
        try
        {
            using var alsa = new AlsaDriver();
            alsa.OpenControl(Name).Dispose();
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
