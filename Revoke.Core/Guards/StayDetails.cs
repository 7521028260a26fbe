namespace Revoke.Guards;

/// <summary>Name and start of the stay in one slot. Written by one thread and read by any: what was read counts only if the stay stood there before and after.</summary>
internal struct StayDetails
{
    private long _stay;
    private string? _name;
    private long _start;

    internal void Set(long stay, string? name, long start)
    {
        _stay = 0;
        Volatile.Write(ref _name, name); // the old stay is void before a new name is seen
        Volatile.Write(ref _start, start);
        Volatile.Write(ref _stay, stay);
    }

    internal bool TryGet(long stay, out string? name, out long start)
    {
        var before = Volatile.Read(ref _stay);
        name = Volatile.Read(ref _name);
        start = Volatile.Read(ref _start);
        return before == stay && Volatile.Read(ref _stay) == stay;
    }
}
