using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <summary>What has become of an element. Several that happen before anybody reads are one event.</summary>
[Flags]
public enum ControlChanges
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Its value has changed.</summary>
    Value = (int)Asound.SND_CTL_EVENT_MASK_VALUE,

    /// <summary>What it can be has changed: its range, or whether it can be used.</summary>
    Info = (int)Asound.SND_CTL_EVENT_MASK_INFO,

    /// <summary>It is new.</summary>
    Added = (int)Asound.SND_CTL_EVENT_MASK_ADD,

    /// <summary>What is known besides has changed: its decibels.</summary>
    Tlv = (int)Asound.SND_CTL_EVENT_MASK_TLV,

    /// <summary>It is gone; nothing else is said then. Not that the card is gone, which is <see cref="RevokedException"/>.</summary>
    Removed = 16,
}
