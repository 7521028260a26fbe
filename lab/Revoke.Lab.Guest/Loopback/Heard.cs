using System.Runtime.InteropServices;

namespace Revoke.Lab.Guest.Loopback;

/// <summary>What was heard of the <see cref="Sequence"/>, compared frame by frame, until the silence at the end.</summary>
internal sealed class Heard
{
    private long _first = -1;
    private long _frames;
    private long _breaks;     // frames that are not the next one, and silence in between
    private uint _next;
    private int _silent;

    /// <summary>Takes what was recorded; false after the end.</summary>
    internal bool Hear(ReadOnlySpan<byte> frames)
    {
        foreach (var frame in MemoryMarshal.Cast<byte, uint>(frames))
        {
            if (!Hear(frame))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Notes the facts.</summary>
    /// <param name="label">Before each of them.</param>
    /// <param name="late">The listener's own xruns: what they lose are breaks, too.</param>
    internal void Report(string label, long late)
    {
        Reporting.Report.Fact($"{label} first frame", _first);
        Reporting.Report.Fact($"{label} frames", _frames);
        Reporting.Report.Fact($"{label} breaks", _breaks);
        Reporting.Report.Fact($"{label} late", late);
    }

    private bool Hear(uint frame)
    {
        if (frame == 0)
        {
            return _first < 0 || ++_silent < Sequence.Silence;
        }

        var place = Sequence.PlaceOf(frame);
        if (_first < 0)
        {
            _first = place;
        }
        else if (place != _next || _silent > 0)
        {
            Reporting.Report.Log($"after {_frames} frames and {_silent} of silence: {place}, not {_next}");
            _breaks++;
        }

        _silent = 0;
        _frames++;
        _next = (place + 1) % Sequence.Cycle;
        return true;
    }
}
