using Revoke.Drivers.Alsa;
using Revoke.Tests.Drivers.Alsa;

namespace Revoke.Tests.Conformance;

/// <summary>A card that a test directs, of which only its own answers say that it is gone.</summary>
public sealed class ScriptedControlConformance : ControlConformance
{
    public override ControlSubject Create()
    {
        _ = new ScriptedCard();
        return new ControlSubject(new AlsaDriver(), ScriptedCard.Plain, static () =>
        {
            ScriptedCard.Unplug();
            return Task.CompletedTask;
        });
    }
}
