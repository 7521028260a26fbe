using System.Diagnostics;

namespace Revoke.Guards;

internal sealed partial class LockedGate
{
    [Conditional("DEBUG")]
    private void AssertInvariants()
    {
        Debug.Assert(Monitor.IsEntered(this), "The table is touched under the lock only.");
        var taken = 0;
        for (var i = 0; i < SlotCount; i++)
        {
            taken += Slot(i).Stamp != 0 ? 1 : 0;
        }

        Debug.Assert(taken == _inside, "The count is the number of taken slots.");
    }
}
