using Revoke.Drivers.Uio;
using Revoke.Lab.Guest.Reporting;

namespace Revoke.Lab.Guest.Holders;

/// <summary>
/// <c>uio NAME KIND [exclusive|liveness|generations]</c>: holds a UIO device by its name; <c>liveness</c> looks by itself whether it is there; <c>generations</c> is ready at once, holds each that comes, and keeps what is left of
/// those before. Orders: <c>touch LABEL</c> tries everything again that was ever held, <c>revoke</c> takes the device away with the device still there.
/// </summary>
internal static class UioHolder
{
    internal static int Run(UioDriver uio, string name, string kind, string how)
    {
        var options = new UioOpenOptions
        {
            Exclusive = how == "exclusive",
            LivenessInterval = how == "liveness" ? TimeSpan.FromMilliseconds(500) : Timeout.InfiniteTimeSpan,
        };
        var all = new List<HeldUio>();
        if (how == "generations")
        {
            _ = Task.Run(() => FollowAsync(uio, name, kind, options, all));
            Report.Mark("ready");
        }
        else
        {
            HeldUio only = new(uio, uio.Open(name, options), options, kind);
            all.Add(only);
            only.Start();
            _ = only.ReportAsync();
        }

        Orders.Obey(
            ("touch", "touched", label => ForEach(all, held => held.Touch(label))),
            ("revoke", "revoked", _ => ForEach(all, held => held.Revoke())));
        return 0;
    }

    private static async Task FollowAsync(UioDriver uio, string name, string kind, UioOpenOptions options, List<HeldUio> all)
    {
        try
        {
            await foreach (var device in uio.GenerationsAsync(name, options))
            {
                HeldUio held = new(uio, device, options, kind);
                lock (all)
                {
                    all.Add(held);
                }

                Report.Fact("generation", device.Generation);
                held.Start();
                await held.ReportAsync();
            }
        }
        catch (Exception exception)
        {
            Report.Fact("loop", How.Says(exception));
            Report.Log(exception.ToString());
        }
    }

    private static void ForEach(List<HeldUio> all, Action<HeldUio> action)
    {
        lock (all)
        {
            all.ForEach(action);
        }
    }
}
