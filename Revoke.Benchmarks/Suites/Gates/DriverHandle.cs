using System.Runtime.InteropServices;

namespace Revoke.Benchmarks.Suites.Gates;

/// <summary>What .NET has for things that are used and taken away: a handle that holds the same driver as a file would.</summary>
internal sealed class DriverHandle : SafeHandle
{
    private readonly InstantDriver _driver;

    internal DriverHandle(InstantDriver driver)
        : base(-1, ownsHandle: true)
    {
        _driver = driver;
        SetHandle(0);
    }

    public override bool IsInvalid => handle < 0;

    protected override bool ReleaseHandle()
    {
        _driver.Release();
        return true;
    }
}
