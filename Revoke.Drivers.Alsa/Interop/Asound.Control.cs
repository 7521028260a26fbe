using System.Runtime.InteropServices;

namespace Revoke.Drivers.Alsa.Interop;

/// <content>Controls and their events.</content>
internal static unsafe partial class Asound
{
    internal const int SND_CTL_TYPE_EXT = 3;
    internal const uint SND_CTL_EVENT_MASK_VALUE = 1;
    internal const uint SND_CTL_EVENT_MASK_INFO = 2;
    internal const uint SND_CTL_EVENT_MASK_ADD = 4;
    internal const uint SND_CTL_EVENT_MASK_TLV = 8;

    /// <summary>All bits, so to be looked at before the others.</summary>
    internal const uint SND_CTL_EVENT_MASK_REMOVE = 0xFFFFFFFF;

    [LibraryImport(Library)]
    internal static partial int snd_ctl_type(nint control);

    [LibraryImport(Library)]
    internal static partial int snd_ctl_subscribe_events(nint control, int subscribe);

    /// <summary>1 for an event.</summary>
    [LibraryImport(Library)]
    internal static partial int snd_ctl_read(nint control, byte* control_event);

    [LibraryImport(Library)]
    internal static partial int snd_ctl_poll_descriptors_count(nint control);

    [LibraryImport(Library)]
    internal static partial int snd_ctl_poll_descriptors(nint control, PollDescriptor* descriptors, uint space);

    [LibraryImport(Library)]
    internal static partial int snd_ctl_poll_descriptors_revents(nint control, PollDescriptor* descriptors, uint count, out ushort events);

    [LibraryImport(Library)]
    internal static partial nuint snd_ctl_event_sizeof();

    [LibraryImport(Library)]
    internal static partial uint snd_ctl_event_elem_get_mask(byte* control_event);

    [LibraryImport(Library)]
    internal static partial uint snd_ctl_event_elem_get_numid(byte* control_event);

    [LibraryImport(Library)]
    internal static partial ControlInterface snd_ctl_event_elem_get_interface(byte* control_event);

    [LibraryImport(Library)]
    internal static partial uint snd_ctl_event_elem_get_device(byte* control_event);

    [LibraryImport(Library)]
    internal static partial uint snd_ctl_event_elem_get_subdevice(byte* control_event);

    [LibraryImport(Library)]
    internal static partial byte* snd_ctl_event_elem_get_name(byte* control_event);

    [LibraryImport(Library)]
    internal static partial uint snd_ctl_event_elem_get_index(byte* control_event);
}
