namespace Revoke.Hotplug;

/// <summary>What it means to a look that the look before has seen the same directory.</summary>
internal enum SeenBefore
{
    /// <summary>Nothing: something has been announced.</summary>
    DoesNotMatter,

    /// <summary>It stays, though its removal was announced: it is back.</summary>
    Counts,

    /// <summary>Also, what is seen for the first time is left alone: udev may not be done with it.</summary>
    IsRequired,
}
