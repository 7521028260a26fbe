using System.Runtime.Versioning;
using ExistingSound;
using GuardedLibrary;
using Revoke;

[assembly: SupportedOSPlatform("linux")]

// GuardedLibrary [PCM]: a thread plays through a library that knows nothing of revoke; then the PCM is taken away from under it. Exit code 1 if it cannot be opened.
var name = args is [var given, ..] ? given : "null";
try
{
    using var scope = new RevokeScope(name);    // of a real device: devices.Follow(id), which is revoked when the device goes
    using var handle = PcmHandle.Open(name);
    using var speaker = new GuardedSpeaker(scope, handle);
    using var playing = new ManualResetEventSlim();
    var player = new Thread(() =>
    {
        try
        {
            for (; ; playing.Set()) speaker.Play(new short[960]);
        }
        catch (RevokedException gone) { Console.WriteLine($"the thread: {gone.Message}"); }
    });
    player.Start();
    playing.Wait();
    var outcome = scope.Revoke(RevokeReason.Policy("it is needed elsewhere"));
    player.Join();
    Console.WriteLine($"the handle: {(handle.IsClosed ? "closed" : "open")}; {outcome}");
    try
    {
        speaker.Play(new short[960]);
    }
    catch (RevokedException gone) { Console.WriteLine($"the next call: {gone.Message}"); }

    return 0;
}
catch (Exception exception) when (exception is IOException or DllNotFoundException)
{
    Console.Error.WriteLine($"'{name}': {exception.Message}");
    return 1;
}
