namespace Revoke.Mappings;

/// <summary>Where pages come from that are not there from the beginning. Called inside a use, with ranges that lie in the mapping.</summary>
internal abstract class PageSource
{
    /// <summary>Returns when the pages can be read; throws <see cref="BusErrorException"/> if one cannot be had.</summary>
    internal abstract void EnsureReadable(RevocableMapping mapping, long offset, long length);

    /// <summary>Returns when the pages can be written to.</summary>
    internal abstract void EnsureWritable(RevocableMapping mapping, long offset, long length);

    /// <summary>The mapping is released.</summary>
    internal abstract void Release();
}
