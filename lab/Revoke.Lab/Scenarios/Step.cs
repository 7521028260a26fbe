namespace Revoke.Lab.Scenarios;

/// <summary>One thing that a scenario does. Exactly one of the actions is set; the rest say more about it.</summary>
internal sealed record Step
{
    /// <summary>Action: a command of the guest's shell, which has to end with 0. <c>${program}</c> is the program of this pass, here and in <see cref="Hold"/>, <see cref="Machine"/> and <see cref="Await"/>: <c>bare</c> or <c>revoke</c>.</summary>
    public string? Guest { get; init; }

    /// <summary>Action: starts the program of this pass with these arguments, and waits until it says that it is ready.</summary>
    public string? Hold { get; init; }

    /// <summary>Action: a line for the program that was started.</summary>
    public string? Tell { get; init; }

    /// <summary>Action: waits until the program says that it has come to this mark.</summary>
    public string? Until { get; init; }

    /// <summary>Action: tells the program to end (<c>quit</c>; nothing if it is the empty string), waits for that, and notes the fact <c>exit</c>.</summary>
    public string? End { get; init; }

    /// <summary>Action: a command for the machine, with its arguments: <c>device_del id=edu0</c>.</summary>
    public string? Machine { get; init; }

    /// <summary>Action: waits for an event of the machine, of one device if it is named: <c>DEVICE_DELETED edu0</c>.</summary>
    public string? Await { get; init; }

    /// <summary>Action: counts the reads and writes that reach the registers of a device while the steps in <see cref="During"/> run.</summary>
    public string? Watch { get; init; }

    /// <summary>Action: fills a memory that the host and the device share with new bytes.</summary>
    public string? Fill { get; init; }

    /// <summary>Action: counts the bytes of a shared memory that are no longer those it was filled with.</summary>
    public string? Compare { get; init; }

    /// <summary>Action: the steps in <see cref="During"/>, so many times.</summary>
    public int? Repeat { get; init; }

    /// <summary>The steps inside <see cref="Watch"/> or <see cref="Repeat"/>.</summary>
    public IReadOnlyList<Step> During { get; init; } = [];

    /// <summary>The fact that is noted: the count, or the milliseconds that the step took.</summary>
    public string? As { get; init; }

    /// <summary>Milliseconds after which an <see cref="Await"/> or <see cref="Guest"/> that notes a fact is given up and noted as <c>never</c>.</summary>
    public int? Within { get; init; }

    /// <summary>Only in the pass of this program.</summary>
    public string? Only { get; init; }

    /// <summary>Every action that is set.</summary>
    public IEnumerable<string> Actions
    {
        get
        {
            (string Name, bool IsSet)[] actions =
            [
                ("guest", Guest is not null), ("hold", Hold is not null), ("tell", Tell is not null), ("until", Until is not null), ("end", End is not null),
                ("machine", Machine is not null), ("await", Await is not null), ("watch", Watch is not null), ("fill", Fill is not null),
                ("compare", Compare is not null), ("repeat", Repeat is not null),
            ];
            return actions.Where(action => action.IsSet).Select(action => action.Name);
        }
    }
}
