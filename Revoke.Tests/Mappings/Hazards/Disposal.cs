using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Hazards;

/// <summary>The owner disposes the mapping while others are inside.</summary>
internal static unsafe class Disposal
{
    private const int Threads = 4;

    private static readonly RevokeScopeOptions s_short = new() { DrainTimeout = TimeSpan.FromMilliseconds(100) };

    public static int UnderViews(TextWriter output)
    {
        using var subject = new Subject();
        var readers = new Readers(
            Threads,
            () =>
            {
                using var view = subject.Mapping.View();
                return view.Span[^1];
            },
            static read => read == Subject.Data);
        subject.Mapping.Dispose();
        output.Write($"{readers.End()}, mapped {subject.IsFileMapped}\n");
        return 0;
    }

    public static int UnderUses(TextWriter output)
    {
        using var subject = new Subject();
        var readers = new Readers(
            Threads,
            () =>
            {
                using var use = subject.Scope.Enter();
                return use.Span(subject.Mapping, subject.Length - 1, 1)[0];
            },
            static read => read == Subject.Data);
        subject.Mapping.Dispose();
        output.Write($"{readers.End()}, mapped {subject.IsFileMapped}\n");
        return 0;
    }

    /// <summary>By two threads at the same moment, many times, with a reader in between.</summary>
    public static int Twice(TextWriter output)
    {
        for (var round = 0; round < 300; round++)
        {
            using var subject = new Subject(pages: 1);
            var mapping = subject.Mapping;
            var disposed = Together.RunAsync(
                3,
                thread =>
                {
                    if (thread > 0)
                    {
                        mapping.Dispose();
                    }
                    else if (!TryRead(mapping))
                    {
                        return "other bytes";
                    }

                    return string.Empty;
                },
                CancellationToken.None).Result;
            if (subject.IsFileMapped || Array.Exists(disposed, static said => said.Length > 0))
            {
                output.Write($"round {round}: mapped {subject.IsFileMapped}, {string.Concat(disposed)}\n");
                return 1;
            }
        }

        output.Write("each once\n");
        return 0;
    }

    /// <summary>A pin outlives the dispose: the addresses stay, with the policy's bytes.</summary>
    public static int Pinned(TextWriter output)
    {
        using var subject = new Subject(new() { AfterRevoke = AfterRevoke.Ones });
        var hold = subject.Mapping.Hold(0, subject.Length);
        var pin = hold.Memory.Pin();
        hold.Dispose();
        subject.Mapping.Dispose();
        output.Write($"pinned: reads {*(byte*)pin.Pointer}, file mapped {subject.IsFileMapped}, there {subject.IsAnythingThere}\n");
        pin.Dispose();
        output.Write($"unpinned: there {subject.IsAnythingThere}\n");
        return 0;
    }

    /// <summary>A span of a use of the scope outlives it: the file stays mapped until that use has left.</summary>
    public static int UnderASpan(TextWriter output)
    {
        using var subject = new Subject(scopeOptions: s_short);
        using var inside = new Inside(answer =>
        {
            using var use = subject.Scope.Enter();
            var span = use.Span(subject.Mapping, 0, subject.Length);
            while (answer(span[0]))
            {
            }
        });
        subject.Mapping.Dispose();
        output.Write($"disposed: reads {inside.Read()}, mapped {subject.IsFileMapped}, released {subject.Mapping.IsReleased}\n");
        inside.Leave();
        SpinWait.SpinUntil(() => subject.Mapping.IsReleased, TimeSpan.FromSeconds(20));
        output.Write($"left: mapped {subject.IsFileMapped}, released {subject.Mapping.IsReleased}\n");
        return 0;
    }

    /// <summary>The same, while a view keeps the dispose from looking at uses of the scope before its deadline.</summary>
    public static int UnderAViewAndASpan(TextWriter output)
    {
        using var subject = new Subject(scopeOptions: s_short);
        using var inView = new Inside(answer =>
        {
            using var view = subject.Mapping.View();
            while (answer(view.Span[0]))
            {
            }
        });
        using var inUse = new Inside(answer =>
        {
            using var use = subject.Scope.Enter();
            var span = use.Span(subject.Mapping, 0, subject.Length);
            while (answer(span[0]))
            {
            }
        });
        subject.Mapping.Dispose();
        var looks = ThreadPool.CompletedWorkItemCount;
        inView.Leave();
        SpinWait.SpinUntil(() => ThreadPool.CompletedWorkItemCount > looks);
        output.Write($"view left: reads {inUse.Read()}, mapped {subject.IsFileMapped}\n");
        inUse.Leave();
        SpinWait.SpinUntil(() => subject.Mapping.IsReleased, TimeSpan.FromSeconds(20));
        output.Write($"use left: mapped {subject.IsFileMapped}, released {subject.Mapping.IsReleased}\n");
        return 0;
    }

    /// <summary>A hold of the scope has no way to the memory, so that a dispose does not wait for it.</summary>
    public static int BesideAHold(TextWriter output)
    {
        using var subject = new Subject(scopeOptions: new RevokeScopeOptions { DrainTimeout = Timeout.InfiniteTimeSpan });
        using (var use = subject.Scope.Enter())
        {
            output.Write($"reads {use.Span(subject.Mapping, 0, 1)[0]}\n");
        }

        using var hold = subject.Scope.Hold("session");
        subject.Mapping.Dispose();
        output.Write($"mapped {subject.IsFileMapped}\n");
        return 0;
    }

    private static bool TryRead(RevocableMapping mapping)
    {
        try
        {
            using var view = mapping.View();
            return !view.Span.ContainsAnyExcept(Subject.Data);
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }
}
