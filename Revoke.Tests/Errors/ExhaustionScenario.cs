using Revoke.Tests.Support;

namespace Revoke.Tests.Errors;

/// <summary>Runs out of descriptors at every step of opening and waiting; each has to fail clearly, leave nothing, and work afterwards.</summary>
internal static class ExhaustionScenario
{
    public static async Task<int> RunAsync(string[] args)
    {
        _ = args;
        using var fifo = new Fifo();
        using var pty = new Pty();
        using var scope = new RevokeScope("exhausted");
        var options = new RevocableFileOptions { Serial = new SerialSettings(9600), Exclusive = true };
        var work = new (string Name, Func<Task> Run)[]
        {
            ("open", () => Now(() => scope.Open(fifo.Path).Dispose())),
            ("open a line", () => Now(() => scope.Open(pty.SlavePath, options).Dispose())),
            ("fasync", () => Now(() =>
            {
                using var file = scope.Open(fifo.Path);
                file.EnableFasync(PollEvents.In, static _ => { });
            })),
            ("poll", () => Now(() =>
            {
                using var file = scope.Open(fifo.Path);
                file.Poll(PollEvents.In, TimeSpan.FromMilliseconds(1));
            })),
            ("poll without a thread", async () =>
            {
                using var file = scope.Open(fifo.Path);
                await file.PollAsync(PollEvents.In, TimeSpan.FromMilliseconds(1));
            }),
        };
        foreach (var (_, run) in work)
        {
            await run(); // warmed up: what exists once for the process exists
        }

        string? failure = null;
        using (var exhaustion = new Exhaustion(256))
        {
            foreach (var (name, run) in work)
            {
                failure ??= await TryAsync(name, run, exhaustion);
            }
        }

        if (failure is not null)
        {
            await Console.Error.WriteLineAsync(failure); // takes a descriptor of its own
            return 1;
        }

        foreach (var (_, run) in work)
        {
            await run();
        }

        return 0;
    }

    private static async Task<Exception?> FailureOfAsync(Func<Task> run)
    {
        try
        {
            await run();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private static Task Now(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private static async Task<string?> TryAsync(string name, Func<Task> run, Exhaustion exhaustion)
    {
        for (var left = 0; left < 6; left++)
        {
            // The runtime opens and closes files of its own meanwhile, so that once may be chance.
            string? failure = null;
            for (var attempt = 0; attempt < 10 && (attempt == 0 || failure is not null); attempt++)
            {
                failure = await TryOnceAsync(name, run, exhaustion, left);
                exhaustion.Retake();
            }

            if (failure is not null)
            {
                return failure;
            }
        }

        return null;
    }

    private static async Task<string?> TryOnceAsync(string name, Func<Task> run, Exhaustion exhaustion, int left)
    {
        exhaustion.GiveBack(left);
        var before = OpenCount();
        var failure = await FailureOfAsync(run);
        var after = OpenCount();
        if (before != after)
        {
            return $"{name} with {left} left: {before} open before, {after} after.";
        }

        if (left == 0 && failure is null)
        {
            return $"{name} worked with no descriptor left.";
        }

        if (failure is not null && (failure is not IOException || failure.HResult != Native.EMFILE || !failure.Message.Contains("EMFILE", StringComparison.Ordinal)))
        {
            return $"{name} with {left} left: {failure}";
        }

        return null;
    }

    // Without a descriptor of its own: the numbers are tried.
    private static int OpenCount() => Enumerable.Range(0, 256).Count(static number => Native.fcntl(number, Native.F_GETFL, 0) >= 0);
}
