namespace Revoke.Cli.Demo.Reports;

/// <summary>One removal of all devices.</summary>
/// <param name="RemovalToUeventMicroseconds">From its beginning until the first uevent of one of them was received; null if none was.</param>
/// <param name="UeventToLastHandleMicroseconds">The longest time from the uevent of a device until a sleeper in one of its handles was back in user code; null if no uevent was received.</param>
/// <param name="BareMicroseconds">In the same round: from one write into an eventfd until the last of as many threads was back from ppoll(2).</param>
internal sealed record RemovalRoundReport(double? RemovalToUeventMicroseconds, double? UeventToLastHandleMicroseconds, double BareMicroseconds);
