namespace Revoke;

/// <summary>Is told of every sleep in the files of a scope: how a fake device knows that the program it is under has nothing left to do.</summary>
internal interface ISleepObserver
{
    /// <summary>Somebody has lain down. Called by him, outside every lock; quick, does not throw.</summary>
    /// <param name="sleepers">The sleepers of the file, he among them.</param>
    void OnAsleep(ISleepers sleepers);
}
