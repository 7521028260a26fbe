using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Hazards;

/// <summary>A file full of one byte, mapped; what the hazards are pointed at.</summary>
internal sealed unsafe class Subject : IDisposable
{
    public const byte Data = 7;

    private readonly TemporaryFolder _folder = new();

    public Subject(MappingOptions? options = null, int pages = 4, RevokeScopeOptions? scopeOptions = null)
    {
        Length = pages * Page;
        File.WriteAllBytes(Path, [.. Enumerable.Repeat(Data, Length)]);
        Scope = new RevokeScope("hazard", scopeOptions ?? new RevokeScopeOptions());
        Mapping = Scope.Map(Path, options);
        Pointer = Mapping.DangerousGetPointer();
    }

    public static int Page => Environment.SystemPageSize;

    public string Path => _folder["file"];

    public int Length { get; }

    public RevokeScope Scope { get; }

    public RevocableMapping Mapping { get; }

    public byte* Pointer { get; }

    /// <summary>Whether the file is mapped still, whoever asks for it: the kernel's own list.</summary>
    public bool IsFileMapped => File.ReadLines("/proc/self/maps").Any(line => line.Contains(Path, StringComparison.Ordinal));

    /// <summary>Whether there is anything at the addresses of the mapping.</summary>
    public bool IsAnythingThere => AddressSpace.Contains((nint)Pointer);

    public void Truncate(long length)
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.SetLength(length);
    }

    public void Dispose()
    {
        Scope.Dispose();
        Mapping.Dispose();
        _folder.Dispose();
    }
}
