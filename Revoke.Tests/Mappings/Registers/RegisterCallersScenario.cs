using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Registers;

/// <summary>Runs <see cref="RegisterCallers"/> until they are compiled for good; started with the variables that make the runtime write down its machine code.</summary>
internal static class RegisterCallersScenario
{
    private const int Times = 50_000;

    public static async Task<int> RunAsync(string[] args)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder["registers"], new byte[64]);
        using var scope = new RevokeScope("registers");
        using var mapping = scope.Map(folder["registers"], new() { Access = FileAccess.ReadWrite });
        using var askew = scope.Map(folder["registers"], new() { Access = FileAccess.ReadWrite, Offset = 4 });
        for (var round = 0; round < 4; round++)
        {
            RegisterCallers.RunAll(mapping, askew, Times);

            // Compiled beside this thread, in the background.
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }

        return args.Length;
    }
}
