using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Hazards;

/// <summary>The file is unlinked, and a hole is punched into it, under the mapping.</summary>
internal static class Hole
{
    public static int Read(TextWriter output)
    {
        using var subject = new Subject();
        using (var file = Descriptor.Open(subject.Path, Native.O_RDWR))
        {
            File.Delete(subject.Path);
            if (Native.fallocate(file.Number, Native.FALLOC_FL_PUNCH_HOLE | Native.FALLOC_FL_KEEP_SIZE, Subject.Page, 2 * Subject.Page) < 0)
            {
                return HazardScenario.Unsupported;
            }
        }

        var copied = new byte[subject.Length];
        subject.Mapping.CopyTo(0, copied);
        using (var view = subject.Mapping.View())
        {
            output.Write($"view {OfEachPage(view.Span)}, copy {OfEachPage(copied)}\n");
        }

        var outcome = subject.Scope.Revoke(RevokeReason.Policy("unlinked"));
        output.Write($"{outcome.IsCompleted}, mapped {subject.IsFileMapped}\n");
        return 0;
    }

    private static string OfEachPage(ReadOnlySpan<byte> bytes)
    {
        var pages = string.Empty;
        for (var at = 0; at < bytes.Length; at += Subject.Page)
        {
            var page = bytes.Slice(at, Subject.Page);
            pages += page.ContainsAnyExcept(page[0]) ? '?' : (char)('0' + page[0]);
        }

        return pages;
    }
}
