using Revoke.Tests.Support;

namespace Revoke.Tests.Errors;

/// <summary>Takes every descriptor that the process may still have.</summary>
internal sealed class Exhaustion : IDisposable
{
    private readonly List<int> _taken = [];

    public unsafe Exhaustion(ulong limit)
    {
        var limits = stackalloc ulong[2] { limit, limit };
        Descriptor.Check(Native.setrlimit(Native.RLIMIT_NOFILE, limits), "setrlimit");
        Retake();
    }

    public void Retake()
    {
        int number;
        while ((number = Native.dup(0)) >= 0)
        {
            _taken.Add(number);
        }
    }

    public void GiveBack(int count)
    {
        for (; count > 0 && _taken.Count > 0; count--)
        {
            Native.close(_taken[^1]);
            _taken.RemoveAt(_taken.Count - 1);
        }
    }

    public void Dispose() => GiveBack(int.MaxValue);
}
