using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection;
using Revoke;
using SoundPlayer;

[assembly: SupportedOSPlatform("linux")]

// Exit codes: 0 played to its end, 1 cannot be played, 2 other arguments, 3 the card went, 130 Ctrl+C.
if (args is not [var path, .. { Length: <= 1 } rest]) return Tell(2, "SoundPlayer FILE [PCM]");
await using var services = new ServiceCollection().AddRevoke().AddAlsa().Services.AddTransient<Player>().BuildServiceProvider();
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; stop.Cancel(); };
var player = services.GetRequiredService<Player>();
try
{
    await player.PlayAsync(path, rest is [var pcm] ? pcm : "default", stop.Token);
    return 0;
}
catch (OperationCanceledException) { return 130; }
catch (RevokedException gone) { return Tell(3, $"{gone.Message} {player.FramesAccepted} frames had been accepted."); }
catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or DllNotFoundException) { return Tell(1, e.Message); }

static int Tell(int code, string what) { Console.Error.WriteLine(what); return code; }
