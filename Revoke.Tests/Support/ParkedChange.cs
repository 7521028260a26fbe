using Revoke.Drivers.Sysfs;

namespace Revoke.Tests.Support;

/// <summary>Waits for a change of an attribute, in either form, that are known to miss nothing from now on.</summary>
internal static class ParkedChange
{
    /// <summary>Starts a wait, and returns it when it is armed and, where it sleeps in the file, asleep.</summary>
    public static async Task<Task<string?>> StartAsync(SysfsAttribute attribute, CallForm form, CancellationToken limit, CancellationToken cancellationToken = default)
    {
        var wait = form == CallForm.Sync
            ? Task.Factory.StartNew(
                () => attribute.WaitForChange(Timeout.InfiniteTimeSpan, cancellationToken),
                CancellationToken.None,
                TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
                TaskScheduler.Default)
            : WaitAsync(attribute, cancellationToken);
        await Eventually.TrueAsync(() => wait.IsCompleted || IsParked(attribute), "the wait is armed", limit);
        if (wait.IsCompleted)
        {
            Assert.Fail($"The wait was to sleep, and returned {await wait}.");
        }

        return wait;
    }

    private static async Task<string?> WaitAsync(SysfsAttribute attribute, CancellationToken cancellationToken) => await attribute.WaitForChangeAsync(cancellationToken);

    private static bool IsParked(SysfsAttribute attribute) =>
        attribute.IsArmed && (attribute.File.Name.StartsWith("/proc/", StringComparison.Ordinal) || SleepersOf.Count(attribute.WatchedFile!) > 0);
}
