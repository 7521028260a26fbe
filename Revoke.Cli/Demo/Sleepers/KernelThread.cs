using System.Globalization;
using System.Runtime.InteropServices;

namespace Revoke.Cli.Demo.Sleepers;

/// <summary>What the kernel says of a thread of this process (proc(5)).</summary>
internal static class KernelThread
{
    /// <summary>read, write, poll and ppoll.</summary>
    private static readonly string[] s_sleeps = RuntimeInformation.ProcessArchitecture == Architecture.X64
        ? ["0", "1", "7", "271"]
        : ["63", "64", "73"];

    /// <summary>
    /// Whether it sleeps in a call on descriptors. <c>syscall</c> begins with the call's number, or is <c>running</c>;
    /// where that may not be read, <c>stat</c> says at least that it sleeps.
    /// </summary>
    internal static bool IsAsleep(int thread)
    {
        var directory = string.Create(CultureInfo.InvariantCulture, $"/proc/self/task/{thread}");
        try
        {
            var call = File.ReadAllText(directory + "/syscall");
            return Array.Exists(s_sleeps, number => call.StartsWith(number + " ", StringComparison.Ordinal));
        }
        catch (UnauthorizedAccessException)
        {
            var status = File.ReadAllText(directory + "/stat");
            return status.AsSpan(status.LastIndexOf(')') + 2).StartsWith("S");
        }
        catch (IOException)
        {
            return false; // it has ended
        }
    }
}
