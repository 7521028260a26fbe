namespace Revoke.Tests.Mappings.Hazards;

/// <summary>The scope is revoked while others, or the caller himself, are inside.</summary>
internal static unsafe class Revocation
{
    private const int Threads = 4;
    private const byte Ones = 0xFF;

    private static readonly MappingOptions s_device = new() { IsDeviceMemory = true };
    private static readonly RevokeReason s_policy = RevokeReason.Policy("hazard");

    public static int UnderViews(TextWriter output)
    {
        using var subject = new Subject();
        var readers = new Readers(Threads, () => ReadInView(subject), static read => read == Subject.Data);
        var outcome = subject.Scope.Revoke(s_policy);
        output.Write($"{readers.End()}, {outcome.IsCompleted}, reads {subject.Pointer[0]}\n");
        return 0;
    }

    public static int OfADeviceUnderViews(TextWriter output)
    {
        using var subject = new Subject(s_device);
        var readers = new Readers(Threads, () => ReadInView(subject), static read => read is Subject.Data or Ones);
        var outcome = subject.Scope.Revoke(RevokeReason.Unplugged);
        output.Write($"{readers.End()}, {outcome.IsCompleted}, reads {subject.Pointer[0]}\n");
        return 0;
    }

    public static int InsideAView(TextWriter output)
    {
        using var subject = new Subject();
        using (var view = subject.Mapping.View())
        {
            var outcome = subject.Scope.Revoke(s_policy, Timeout.InfiniteTimeSpan);
            output.Write($"inside: {outcome.IsCompleted}, {outcome.Stuck.Count} stuck, {outcome.NotReplaced.Count} not replaced, reads {view.Span[0]}, {view.IsRevoked}\n");
        }

        subject.Scope.WaitForCompletionAsync().Wait();
        output.Write($"outside: mapped {subject.IsFileMapped}, reads {subject.Pointer[0]}\n");
        return 0;
    }

    public static int InsideAViewOfADevice(TextWriter output)
    {
        using var subject = new Subject(s_device);
        using (var view = subject.Mapping.View())
        {
            var outcome = subject.Scope.Revoke(RevokeReason.Unplugged, Timeout.InfiniteTimeSpan);
            output.Write($"inside: {outcome.IsCompleted}, {outcome.Stuck.Count} stuck, {outcome.NotReplaced.Count} not replaced, reads {view.Span[0]}, {view.IsRevoked}\n");
        }

        subject.Scope.WaitForCompletionAsync().Wait();
        output.Write($"outside: mapped {subject.IsFileMapped}, reads {subject.Pointer[0]}\n");
        return 0;
    }

    public static int InsideAHold(TextWriter output)
    {
        using (var subject = new Subject())
        {
            var hold = subject.Mapping.Hold(0, subject.Length);
            var outcome = subject.Scope.Revoke(s_policy, TimeSpan.FromMilliseconds(50));
            output.Write($"plain: {outcome.IsCompleted}, {outcome.Stuck.Count} stuck, {outcome.NotReplaced.Count} not replaced, reads {hold.Memory.Span[0]}\n");
            hold.Dispose();
            subject.Scope.WaitForCompletionAsync().Wait();
        }

        using (var subject = new Subject())
        {
            var hold = subject.Mapping.Hold(0, subject.Length);
            var outcome = hold.RevokeAsync(s_policy).Result;
            output.Write($"of the hold: {outcome.IsCompleted}, reads {subject.Pointer[0]}\n");
        }

        return 0;
    }

    /// <summary>The device goes while an earlier revoke waits for who is inside.</summary>
    public static int UnplugAfterAnother(TextWriter output)
    {
        using var subject = new Subject(s_device);
        using var inside = Enter(subject);
        var policy = subject.Scope.Revoke(s_policy, TimeSpan.Zero);
        output.Write($"policy: {policy.NotReplaced.Count} not replaced, reads {inside.Read()}\n");
        var gone = subject.Scope.Revoke(RevokeReason.Unplugged, TimeSpan.Zero);
        output.Write($"unplugged: {gone.Stuck.Count} stuck, {gone.NotReplaced.Count} not replaced, reads {inside.Read()}\n");
        inside.Leave();
        subject.Scope.WaitForCompletionAsync().Wait();
        return 0;
    }

    /// <summary>The device goes while a dispose waits for who is inside.</summary>
    public static int UnplugAfterADispose(TextWriter output)
    {
        using var subject = new Subject(s_device, scopeOptions: new RevokeScopeOptions { DrainTimeout = TimeSpan.FromMilliseconds(50) });
        using var inside = Enter(subject);
        subject.Mapping.Dispose();
        output.Write($"disposed: reads {inside.Read()}\n");
        var gone = subject.Scope.Revoke(RevokeReason.Unplugged, TimeSpan.Zero);
        output.Write($"unplugged: {gone.Stuck.Count} stuck, {gone.NotReplaced.Count} not replaced, reads {inside.Read()}\n");
        inside.Leave();
        subject.Scope.WaitForCompletionAsync().Wait();

        // A mapping that was disposed is not the scope's any more: who leaves it last gives it back, maybe a moment later.
        SpinWait.SpinUntil(() => !subject.IsAnythingThere, TimeSpan.FromSeconds(10));
        output.Write($"there {subject.IsAnythingThere}\n");
        return 0;
    }

    private static Inside Enter(Subject subject) => new(answer =>
    {
        using var view = subject.Mapping.View();
        while (answer(view.Span[0]))
        {
        }
    });

    private static byte ReadInView(Subject subject)
    {
        using var view = subject.Mapping.View();
        return view.Span[^1];
    }
}
