using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection;
using Revoke;
using SoundRecorder;

[assembly: SupportedOSPlatform("linux")]

// Until Ctrl+C, if not for so many seconds. Exit codes: 0 recorded, 1 cannot record, 2 other arguments, 3 the card went. The file is whole in any case.
var seconds = int.MaxValue;
if (args is not [var path, .. { Length: <= 2 } rest] || (rest is [_, var text] && !(int.TryParse(text, CultureInfo.InvariantCulture, out seconds) && seconds > 0)))
    return Tell(2, "SoundRecorder FILE [PCM [SECONDS]]");

await using var services = new ServiceCollection().AddRevoke().AddAlsa().Services.AddTransient<Recorder>().BuildServiceProvider();
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; stop.Cancel(); };
var recorder = services.GetRequiredService<Recorder>();
try
{
    await recorder.RecordAsync(path, rest is [var pcm, ..] ? pcm : "default", TimeSpan.FromSeconds(seconds), stop.Token);
    return Tell(0, $"{recorder.FramesRecorded} frames recorded.");
}
catch (RevokedException gone) { return Tell(3, $"{gone.Message} {recorder.FramesRecorded} frames had been recorded."); }
catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or DllNotFoundException) { return Tell(1, e.Message); }

static int Tell(int code, string what) { Console.Error.WriteLine(what); return code; }
