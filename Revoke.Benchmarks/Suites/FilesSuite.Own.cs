using Revoke.Benchmarks.Harness;
using Revoke.Interop;
using Microsoft.Win32.SafeHandles;

namespace Revoke.Benchmarks.Suites;

internal sealed partial class FilesSuite
{
    private static void MeasureFifo(Report report, PairedLoop loop, RevokeScope scope)
    {
        var buffer = new byte[16];
        using var fifos = new TemporaryFifos(2);
        using var bare = new BareDescriptor(fifos.Paths[0], Libc.O_RDWR);
        using var file = scope.Open(fifos.Paths[1]);
        report.Add("fifo-write-and-read", loop.Run(
            operations =>
            {
                for (var i = 0; i < operations; i++)
                {
                    bare.Write(buffer);
                    bare.Read(buffer);
                }
            },
            operations =>
            {
                for (var i = 0; i < operations; i++)
                {
                    file.Write(buffer);
                    file.Read(buffer);
                }
            }));
    }

    // A SafeHandle's count is what .NET itself puts around every call on a descriptor.
    private static void MeasureOwnTime(Report report, PairedLoop loop, RevokeScope scope)
    {
        var buffer = new byte[16];
        using var handle = new SafeFileHandle(-2, ownsHandle: false);
        using var file = scope.Open(new InstantDriver(), "instant");
        Action<int> count = operations =>
        {
            for (var i = 0; i < operations; i++)
            {
                var added = false;
                handle.DangerousAddRef(ref added);
                handle.DangerousRelease();
            }
        };
        report.Add("enter-and-exit-by-safehandle", loop.Run(count, operations =>
        {
            for (var i = 0; i < operations; i++)
            {
                scope.Enter().Dispose();
            }
        }));
        report.Add("instant-read-by-safehandle", loop.Run(count, operations =>
        {
            for (var i = 0; i < operations; i++)
            {
                file.Read(buffer);
            }
        }));
        report.Add("instant-write-by-safehandle", loop.Run(count, operations =>
        {
            for (var i = 0; i < operations; i++)
            {
                file.Write(buffer);
            }
        }));
    }
}
