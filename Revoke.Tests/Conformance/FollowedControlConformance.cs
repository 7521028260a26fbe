using Revoke.Drivers.Alsa;
using Revoke.Tests.Drivers.Alsa;

namespace Revoke.Tests.Conformance;

/// <summary>The same card with a device in sysfs, whose removal says that it is gone, before the card does.</summary>
public sealed class FollowedControlConformance : ControlConformance
{
    public override ControlSubject Create()
    {
        _ = new ScriptedCard();
        var tree = new SoundTree();
        return new ControlSubject(new AlsaDriver(tree.Monitor), ScriptedCard.Numbered, tree.RemoveAsync, tree.Dispose);
    }
}
