using System.Globalization;
using System.Runtime.CompilerServices;
using Revoke.Guards;

namespace Revoke.Tests.Guards.Ordering;

/// <summary>
/// Runs the enter path, and twins of it with the order turned round, until they are compiled for good; started with the variables that make the runtime write
/// down its machine code. Prints where in its object the gate's word is.
/// </summary>
internal static class EnterPathScenario
{
    /// <summary>Its exit code where there is another gate.</summary>
    public const int Unsupported = 3;

    private const int Times = 200_000;

    public static async Task<int> RunAsync(string[] args)
    {
        if (!GateChoice.IsAsymmetric)
        {
            return Unsupported;
        }

        var scope = new RevokeScope("compiled");
        for (var round = 0; round < 4; round++)
        {
            Run(scope);

            // Compiled beside this thread, in the background.
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }

        await Console.Out.WriteLineAsync(FindWord(scope).ToString(CultureInfo.InvariantCulture));
        return args.Length;
    }

    private static void Run(RevokeScope scope)
    {
        var turned = new TurnedRound();
        for (var i = 0; i < Times; i++)
        {
            EnterPath.Leave(scope, EnterPath.Enter(scope));
            TurnedRound.Leave(turned, TurnedRound.Enter(turned));
        }
    }

    // The bytes between the beginning of the object and the gate's word, which is not zero any more; the reference beside it still is.
    private static int FindWord(RevokeScope scope)
    {
        ref var gate = ref Unsafe.As<Gate, nint>(ref scope.Gate);
        ref var firstField = ref Unsafe.As<StrongBox<nint>>((object)scope).Value;
        return sizeof(long) + (int)Unsafe.ByteOffset(ref firstField, ref gate) + (gate != 0 ? 0 : sizeof(long));
    }
}
