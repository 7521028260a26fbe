using System.Globalization;
using Microsoft.Extensions.Logging.Testing;
using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Hazards;

/// <summary>The system refuses the replacement, in its first form or altogether.</summary>
internal static unsafe class Refusal
{
    private const long LargeLength = 256L << 20;
    private const int NotReplacedEvent = 4;

    private static readonly RevokeReason s_policy = RevokeReason.Policy("hazard");

    /// <summary>No private memory of that size is to be had, only shared.</summary>
    public static int DataLimit(TextWriter output)
    {
        output.Write("limited\n"); // the console wants memory of its own
        foreach (var policy in (AfterRevoke[])[AfterRevoke.Zeros, AfterRevoke.Ones])
        {
            using var folder = new TemporaryFolder();
            using (var file = File.Create(folder["file"]))
            {
                file.SetLength(LargeLength);
            }

            using var scope = new RevokeScope("hazard");
            using var mapping = scope.Map(folder["file"], new() { Access = FileAccess.ReadWrite, AfterRevoke = policy });
            LimitData();
            var bare = Native.mmap(0, (nuint)LargeLength, Native.PROT_READ | Native.PROT_WRITE, Native.MAP_PRIVATE | Native.MAP_ANONYMOUS, -1, 0);
            var pointer = mapping.DangerousGetPointer();
            var outcome = scope.Revoke(s_policy);
            pointer[1] = 5;
            output.Write($"{policy}: bare {(bare == Native.MAP_FAILED ? "refused" : "allowed")}, {outcome.IsCompleted}, {outcome.NotReplaced.Count} not replaced, reads {pointer[0]} {pointer[LargeLength - 1]}, written {pointer[1]}\n");
        }

        return 0;
    }

    /// <summary>The revoking thread is refused; another one's later attempt is not.</summary>
    public static int RevokingThread(TextWriter output)
    {
        var logger = new FakeLogger();
        using var subject = new Subject(scopeOptions: new RevokeScopeOptions { Logger = logger });
        using var others = subject.Scope.Map(subject.Path, new() { Length = 1 });
        var thread = new Thread(() =>
        {
            SystemCallFilter.RefuseReplacement(everywhere: false);
            var outcome = subject.Scope.Revoke(s_policy, TimeSpan.FromMilliseconds(300));
            output.Write($"{outcome.IsCompleted}, {outcome.Released} released, {outcome.Stuck.Count} stuck, not replaced: {Describe(outcome, subject)}, reads {subject.Pointer[0]}\n");
        });
        thread.Start();
        thread.Join();
        var events = logger.Collector.GetSnapshot().Where(static record => record.Id.Id == NotReplacedEvent).ToArray();
        output.Write($"{events.Length} event of {events[0].Level}\n");
        var completed = subject.Scope.Revoke(s_policy);
        output.Write($"later: {completed.IsCompleted}, {completed.Released} released, {completed.NotReplaced.Count} not replaced, reads {subject.Pointer[0]}\n");
        return 0;
    }

    /// <summary>Nobody is allowed it, ever: the owner's dispose ends it.</summary>
    public static int EverywhereThenDisposed(TextWriter output)
    {
        using var subject = new Subject();
        SystemCallFilter.RefuseReplacement(everywhere: true);
        var outcome = subject.Scope.Revoke(s_policy, TimeSpan.FromMilliseconds(250));
        output.Write($"{outcome.IsCompleted}, not replaced: {Describe(outcome, subject)}, reads {subject.Pointer[0]}\n");
        subject.Mapping.Dispose();
        var completed = subject.Scope.WaitForCompletionAsync().Result;
        output.Write($"disposed: {completed.IsCompleted}, {completed.Released} released, there {subject.IsAnythingThere}\n");
        return 0;
    }

    /// <summary>The same, with a pin that outlives the dispose: it goes on until that is gone.</summary>
    public static int EverywhereThenDisposedPinned(TextWriter output)
    {
        using var subject = new Subject();
        System.Buffers.MemoryHandle pin;
        using (var hold = subject.Mapping.Hold(0, subject.Length))
        {
            pin = hold.Memory.Pin();
        }

        SystemCallFilter.RefuseReplacement(everywhere: true);
        subject.Scope.Revoke(s_policy, TimeSpan.Zero);
        subject.Mapping.Dispose();
        output.Write($"pinned: {subject.Scope.State}, reads {*(byte*)pin.Pointer}\n");
        pin.Dispose();
        var completed = subject.Scope.WaitForCompletionAsync().Result;
        output.Write($"unpinned: {completed.IsCompleted}, there {subject.IsAnythingThere}\n");
        return 0;
    }

    public static int LockedMemory(TextWriter output)
    {
        if (!Environment.IsPrivilegedProcess || Native.mlockall(Native.MCL_FUTURE) < 0)
        {
            return HazardScenario.Unsupported;
        }

        foreach (var policy in Enum.GetValues<AfterRevoke>())
        {
            using var subject = new Subject(new() { Access = FileAccess.ReadWrite, AfterRevoke = policy });
            var outcome = subject.Scope.Revoke(s_policy);
            var read = policy == AfterRevoke.BusError ? "nothing" : subject.Pointer[0].ToString(CultureInfo.InvariantCulture);
            output.Write($"{policy}: {outcome.IsCompleted}, reads {read}\n");
        }

        return 0;
    }

    private static string Describe(RevokeOutcome outcome, Subject subject) => string.Join(", ", outcome.NotReplaced).Replace(subject.Path, "FILE", StringComparison.Ordinal);

    private static void LimitData()
    {
        var line = File.ReadLines("/proc/self/status").Single(static line => line.StartsWith("VmData:", StringComparison.Ordinal));
        var used = ulong.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
        var limits = stackalloc[] { used + (ulong)(LargeLength / 2), ulong.MaxValue };
        Descriptor.Check(Native.setrlimit(Native.RLIMIT_DATA, limits), "setrlimit");
    }
}
