using System.Globalization;
using System.IO.MemoryMappedFiles;
using Revoke.Mappings;

namespace Revoke.Tests.Mappings.Hazards;

/// <summary>The file is truncated to its first page under the mapping.</summary>
internal static unsafe class Truncation
{
    public static int CopyThroughFile(TextWriter output)
    {
        SystemCallFilter.RefuseProcessMemory();
        return Copy(output);
    }

    public static int CopyWithoutWritev(TextWriter output)
    {
        SystemCallFilter.RefuseProcessMemory(writesOnly: true);
        return Copy(output);
    }

    public static int CopyByNothing(TextWriter output)
    {
        using var subject = new Subject();
        SystemCallFilter.RefuseProcessMemory();
        SystemCallFilter.RefuseAnonymousFiles();
        output.Write($"by {CheckedCopy.Way}\n");
        try
        {
            subject.Mapping.TryCopyTo(0, new byte[1]);
        }
        catch (IOException exception)
        {
            output.Write($"{exception.GetType().Name}: {exception.Message}\n");
        }

        return 0;
    }

    public static int Copy(TextWriter output)
    {
        using var subject = new Subject(new() { Access = FileAccess.ReadWrite });
        var mapping = subject.Mapping;
        subject.Truncate(Subject.Page);
        var half = Subject.Page / 2;
        var buffer = new byte[2 * Subject.Page];

        output.Write($"by {CheckedCopy.Way}\n");
        output.Write($"from page 1: {Describe(() => mapping.CopyTo(half, buffer))}, then {(buffer[half - 1], buffer[half])}\n");
        output.Write($"from page 2: {Describe(() => mapping.CopyTo(Subject.Page, buffer))}\n");
        output.Write($"to page 1: {Describe(() => mapping.CopyFrom(half, buffer))}\n");
        output.Write($"to page 2: {Describe(() => mapping.CopyFrom(Subject.Page, buffer))}\n");
        output.Write($"populate: {Describe(() => mapping.Populate(0, subject.Length))}\n");
        output.Write($"tries: {(mapping.TryCopyTo(half, buffer), mapping.TryCopyFrom(half, buffer), mapping.TryCopyTo(0, buffer.AsSpan(0, Subject.Page)), mapping.TryCopyFrom(0, buffer.AsSpan(0, Subject.Page)))}\n");
        return 0;
    }

    /// <summary>Nobody dies of the pages that are gone once the mapping has been revoked.</summary>
    public static int Revoke(TextWriter output)
    {
        using var subject = new Subject();
        subject.Truncate(0);
        var outcome = subject.Scope.Revoke(RevokeReason.Policy("truncated"));
        output.Write($"{outcome.IsCompleted}, reads {subject.Pointer[0]} and {subject.Pointer[subject.Length - 1]}\n");
        return 0;
    }

    /// <summary>What a view cannot help.</summary>
    public static int ReadView(TextWriter output)
    {
        using var subject = new Subject();
        subject.Truncate(0);
        using var view = subject.Mapping.View();
        return Try(output, ref System.Runtime.InteropServices.MemoryMarshal.GetReference(view.Span));
    }

    /// <summary>What the bare classes of .NET do.</summary>
    public static int ReadBareView(TextWriter output)
    {
        using var subject = new Subject();
        using var file = MemoryMappedFile.CreateFromFile(subject.Path, FileMode.Open);
        using var view = file.CreateViewAccessor();
        subject.Truncate(0);
        output.Write("reading\n");
        try
        {
            output.Write(view.ReadByte(0));
        }
        catch (Exception exception)
        {
            output.Write($"caught {exception.GetType().Name}");
        }

        return 0;
    }

    private static int Try(TextWriter output, ref readonly byte place)
    {
        output.Write("reading\n");
        try
        {
            output.Write(place);
        }
        catch (Exception exception)
        {
            output.Write($"caught {exception.GetType().Name}");
        }

        return 0;
    }

    private static string Describe(Action copy)
    {
        try
        {
            copy();
            return "done";
        }
        catch (BusErrorException exception)
        {
            return string.Create(CultureInfo.InvariantCulture, $"bus error at {exception.Offset} after {exception.BytesTransferred}");
        }
    }
}
