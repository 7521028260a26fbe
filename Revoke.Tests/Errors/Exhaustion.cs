using System.Reflection;
using Revoke.Tests.Support;

namespace Revoke.Tests.Errors;

/// <summary>Takes every descriptor that the process may still have.</summary>
internal sealed class Exhaustion : IDisposable
{
    private readonly List<int> _taken = [];

    public unsafe Exhaustion(ulong limit)
    {
        LoadEverything();
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

    // The runtime loads assemblies when they are first used, which takes a descriptor: not what this is about.
    private static void LoadEverything()
    {
        var pending = new Stack<Assembly>([typeof(RevokeScope).Assembly, .. AppDomain.CurrentDomain.GetAssemblies().Where(static assembly => !assembly.IsDynamic)]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (pending.TryPop(out var assembly))
        {
            foreach (var name in assembly.GetReferencedAssemblies())
            {
                if (name.Name!.StartsWith("System", StringComparison.Ordinal) || name.Name.StartsWith("Microsoft", StringComparison.Ordinal))
                {
                    if (seen.Add(name.Name) && TryLoad(name) is { } loaded)
                    {
                        pending.Push(loaded);
                    }
                }
            }
        }
    }

    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
