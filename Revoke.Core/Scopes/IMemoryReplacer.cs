namespace Revoke;

/// <summary>Puts harmless memory in the place of what is mapped.</summary>
internal interface IMemoryReplacer
{
    /// <summary>Replaces all that is not replaced yet and can be; <see cref="IReplaceable.IsReplaced"/> tells of each. Never throws.</summary>
    internal void Replace(List<IReplaceable> memory);
}
