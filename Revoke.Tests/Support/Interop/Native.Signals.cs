using System.Runtime.InteropServices;

namespace Revoke.Tests.Support;

/// <content>kill(2), signal(7).</content>
internal static partial class Native
{
    internal const int SIGINT = 2;
    internal const int SIGTERM = 15;

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int kill(int process, int signal);
}
