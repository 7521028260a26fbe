using System.Runtime.InteropServices;

namespace Revoke.Benchmarks.Suites.Gates;

/// <summary>The loops of <c>Native/anchors.c</c>.</summary>
internal sealed unsafe class Anchors
{
    private readonly delegate* unmanaged<void> _register;
    private readonly delegate* unmanaged<void> _unregister;
    private readonly delegate* unmanaged<nint, nint> _readLoop;
    private readonly delegate* unmanaged<nint, nint> _readFunctions;
    private readonly delegate* unmanaged<nint, nint> _synchronize;
    private readonly delegate* unmanaged<nint, nint> _rwlockLoop;
    private readonly delegate* unmanaged<nint, nint> _atomicLoop;

    internal Anchors(string path)
    {
        var library = NativeLibrary.Load(path);
        _register = (delegate* unmanaged<void>)NativeLibrary.GetExport(library, "anchor_register");
        _unregister = (delegate* unmanaged<void>)NativeLibrary.GetExport(library, "anchor_unregister");
        _readLoop = Find(library, "anchor_read_loop");
        _readFunctions = Find(library, "anchor_read_functions");
        _synchronize = Find(library, "anchor_synchronize");
        _rwlockLoop = Find(library, "anchor_rwlock_loop");
        _atomicLoop = Find(library, "anchor_atomic_loop");
    }

    /// <summary>The calling thread is going to read.</summary>
    internal void Register() => _register();

    /// <summary>It has read.</summary>
    internal void Unregister() => _unregister();

    internal long ReadInLoop(int times) => _readLoop(times);

    internal long ReadInFunction(int times) => _readFunctions(times);

    internal long Synchronize(int times) => _synchronize(times);

    internal long PassRwlock(int times) => _rwlockLoop(times);

    internal long Count(int times) => _atomicLoop(times);

    private static delegate* unmanaged<nint, nint> Find(nint library, string name) =>
        (delegate* unmanaged<nint, nint>)NativeLibrary.GetExport(library, name);
}
