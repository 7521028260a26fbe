using System.Runtime.CompilerServices;
using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites.Gates;

internal sealed partial class GateSuite
{
    private static void MeasureRefusals(Report report, PairedLoopOptions options)
    {
        var item = GuardedObject.CreatePromoted();
        item.Revoke();
        var handle = new DriverHandle(new InstantDriver());
        handle.Dispose();
        using var scope = new RevokeScope("bench");
        scope.Revoke(RevokeReason.Policy("bench"));
        var loop = new RoundLoop(TimeProvider.System, options);
        loop.Add("SafeHandle", times => Keep(Refuse(handle, times)));
        loop.Add("gate", times => Keep(GatePasses.InLoop(item, times)));
        loop.Add("scope", times => Keep(Refuse(scope, times)));
        var found = loop.Run();
        report.AddBar("refusal-by-exception-of-safehandle", found.Compare("SafeHandle", "gate"), 1 / 100.0);
        report.AddTimes("refused", found);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Refuse(DriverHandle handle, int times)
    {
        var refused = 0L;
        for (var i = 0; i < times; i++)
        {
            var added = false;
            try
            {
                handle.DangerousAddRef(ref added);
            }
            catch (ObjectDisposedException)
            {
                refused++;
            }
        }

        return refused;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Refuse(RevokeScope scope, int times)
    {
        var refused = 0L;
        for (var i = 0; i < times; i++)
        {
            refused += scope.TryEnter(out _) ? 0 : 1;
        }

        return refused;
    }
}
