using Revoke.Drivers.Alsa;

namespace Revoke.Cli.Demo.Sound;

/// <summary>A soft tone that swells and fades, so that there is something to see.</summary>
/// <param name="format">Of 16 bits.</param>
internal sealed class Tone(PcmFormat format)
{
    private const double Hertz = 440;
    private const double SwellsPerSecond = 0.5;
    private const double Loudest = 0.25;
    private const double Softest = 0.01;

    private long _frame;

    /// <summary>Goes on with it, the same in all channels.</summary>
    /// <returns>The highest sample, from 0 to 1.</returns>
    internal double Fill(Span<short> samples)
    {
        var highest = 0;
        for (var i = 0; i < samples.Length; i += format.Channels, _frame++)
        {
            var time = (double)_frame / format.Rate;
            var loudness = Softest + ((Loudest - Softest) * (1 - Math.Cos(2 * Math.PI * SwellsPerSecond * time)) / 2);
            var sample = (short)(short.MaxValue * loudness * Math.Sin(2 * Math.PI * Hertz * time));
            samples.Slice(i, format.Channels).Fill(sample);
            highest = Math.Max(highest, Math.Abs((int)sample));
        }

        return highest / (double)short.MaxValue;
    }
}
