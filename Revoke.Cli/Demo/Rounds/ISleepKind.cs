namespace Revoke.Cli.Demo.Rounds;

/// <summary>What is compared in a round.</summary>
internal interface ISleepKind : IDisposable
{
    /// <summary>Puts all sleepers to sleep and returns when they are.</summary>
    void Prepare();

    /// <summary>Wakes them all.</summary>
    void Wake();

    /// <summary>Waits until all are back, and gives back when each was.</summary>
    long[] Finish();
}
