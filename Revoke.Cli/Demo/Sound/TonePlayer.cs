using System.Diagnostics;
using System.Runtime.InteropServices;
using Revoke.Cli.Demo.Sleepers;
using Revoke.Drivers.Alsa;

namespace Revoke.Cli.Demo.Sound;

/// <summary>A thread that plays the tone until it is refused.</summary>
internal sealed class TonePlayer
{
    private readonly AlsaPcm _pcm;
    private readonly TaskCompletionSource<SleepEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _frames;
    private double _peak;

    internal TonePlayer(AlsaPcm pcm)
    {
        _pcm = pcm;
        new Thread(Run) { IsBackground = true, Name = "player" }.Start();
    }

    /// <summary>How it ended.</summary>
    internal Task<SleepEnd> Ended => _ended.Task;

    /// <summary>How many frames the PCM has accepted, those of a write that was broken off among them.</summary>
    internal long Frames => Volatile.Read(ref _frames);

    /// <summary>The highest sample of the last period, from 0 to 1.</summary>
    internal double Peak => Volatile.Read(ref _peak);

    private void Run()
    {
        try
        {
            Play();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            var accepted = exception switch
            {
                RevokedException revoked => revoked.BytesTransferred / _pcm.Format.BytesPerFrame,
                PcmStoppedException stopped => stopped.FramesTransferred,
                _ => 0,
            };
            Volatile.Write(ref _frames, _frames + accepted);
            _ended.SetResult(SleepEnd.Failed(exception));
        }
    }

    private void Play()
    {
        var tone = new Tone(_pcm.Format);
        var period = new short[_pcm.PeriodFrames * _pcm.Format.Channels];
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            Volatile.Write(ref _peak, tone.Fill(period));
            var accepted = _pcm.WriteFrames(MemoryMarshal.AsBytes(period.AsSpan()));
            Volatile.Write(ref _frames, _frames + accepted);

            // A card makes its writers wait; a file takes all at once.
            var ahead = _pcm.Format.DurationOf(_frames - _pcm.BufferFrames) - Stopwatch.GetElapsedTime(start);
            if (ahead > TimeSpan.Zero)
            {
                _pcm.Scope.Revoked.WaitHandle.WaitOne(ahead);
            }
        }
    }
}
