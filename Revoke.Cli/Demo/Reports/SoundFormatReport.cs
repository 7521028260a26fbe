namespace Revoke.Cli.Demo.Reports;

/// <summary>How a PCM was set up.</summary>
internal sealed record SoundFormatReport(int Rate, int Channels, string Sample, int PeriodFrames, int BufferFrames);
