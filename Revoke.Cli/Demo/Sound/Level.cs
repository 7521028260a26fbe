namespace Revoke.Cli.Demo.Sound;

/// <summary>How loud it is, as meters have it.</summary>
internal static class Level
{
    private const double Lowest = -60;

    /// <summary>Decibels below full scale.</summary>
    /// <param name="peak">From 0 to 1.</param>
    internal static double ToDecibels(double peak) => peak <= 0 ? Lowest : Math.Max(Lowest, 20 * Math.Log10(peak));

    /// <summary>How much of a bar that is.</summary>
    internal static string ToBar(double decibels, int width) => new string('█', (int)Math.Round((1 - (decibels / Lowest)) * width)).PadRight(width, '░');
}
