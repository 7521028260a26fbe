namespace Revoke;

/// <summary>An object of a scope whose memory has to be replaced before it is released.</summary>
internal interface IReplaceable
{
    /// <summary>Does it, for any number of them; one and the same for all.</summary>
    internal IMemoryReplacer Replacer { get; }

    /// <summary>Whether it is a device's, which is replaced under who is inside once the device is gone.</summary>
    internal bool IsDeviceMemory { get; }

    /// <summary>Whether it may be replaced under who is inside when nobody waits for them any longer.</summary>
    internal bool ReplaceUnderUse { get; }

    /// <summary>Whether it has been replaced, or given back.</summary>
    internal bool IsReplaced { get; }

    /// <summary>Whether its owner has disposed it and nobody has pinned it: then it need not be replaced before it is released.</summary>
    internal bool IsGivenBack { get; }

    internal string Describe();
}
