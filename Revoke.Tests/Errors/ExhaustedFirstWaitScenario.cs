using Revoke.Tests.Support;

namespace Revoke.Tests.Errors;

/// <summary>The first asynchronous wait of the process finds no descriptor for the readiness monitor; the next one has to find it.</summary>
internal static class ExhaustedFirstWaitScenario
{
    public static async Task<int> RunAsync(string[] args)
    {
        _ = args;
        using var fifo = new Fifo();
        using var writer = fifo.Open(Native.O_RDWR);
        using var scope = new RevokeScope("exhausted");
        using var file = scope.Open(fifo.Path);
        using (new Exhaustion(256))
        {
            try
            {
                await file.ReadAsync(new byte[1]);
                return 1;
            }
            catch (IOException exception) when (exception.HResult == Native.EMFILE)
            {
            }
        }

        var read = file.ReadAsync(new byte[1]).AsTask();
        writer.Write("x");
        return await read == 1 ? 0 : 2;
    }
}
