using Revoke.Lab.Guest.Reporting;

namespace Revoke.Lab.Guest.Holders;

/// <summary>Uses memory of a device without end: through the library, and by a pointer that was kept from it, as careless code does.</summary>
internal sealed unsafe class HeldMemory(RevocableMapping mapping, MemoryKind kind)
{
    private readonly byte* _pointer = mapping.DangerousGetPointer();
    private volatile bool _isInUse;
    private volatile bool _isOver;

    internal void Start(Held held)
    {
        held.Start("registers", UseRegisters);
        _isInUse = true;
        held.Start("replaced", AwaitReplacement);
    }

    /// <summary>Lets go of the pointer, which is good for a mapping that was revoked, but not for one that was disposed.</summary>
    internal void LetGo()
    {
        _isOver = true;
        SpinWait.SpinUntil(() => !_isInUse);
    }

    /// <summary>Tries it again, in every way.</summary>
    internal void Touch(string label)
    {
        Report.Fact($"{label} registers", How.Ends(() => mapping.Registers().Dispose()));
        Report.Fact($"{label} load", $"0x{Volatile.Read(ref *(uint*)_pointer):x8}");
        Volatile.Write(ref *(uint*)(_pointer + kind.StoreAt), 0x5a5a5a5a);
    }

    // A stay for each round, as one enters for each piece of work. Hardware that is pulled out reads as 0 here, until the kernel notices.
    private string UseRegisters()
    {
        for (uint round = 0; ; round++)
        {
            using (var registers = mapping.Registers())
            {
                var seen = registers.ReadUInt32(0);
                if (!registers.IsRevoked && kind.Identification is { } identification && seen != identification && seen != 0)
                {
                    return $"0x{seen:x8} inside a stay that is not revoked";
                }

                registers.WriteUInt32(kind.StoreAt, round);
            }
        }
    }

    // No stay and no check: nothing but the memory. Not where the other thread writes: it may be inside when what is there is replaced, and then writes to that.
    private string AwaitReplacement()
    {
        while (!_isOver && Volatile.Read(ref *(uint*)_pointer) != uint.MaxValue)
        {
            Thread.Sleep(1);
        }

        var how = _isOver ? "let go" : "ones";
        _isInUse = false;
        return how;
    }
}
