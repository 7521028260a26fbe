namespace Revoke.Testing;

/// <summary>In which order a device goes: a program learns of it by the error of a call that slept, and by the event, and either can be first.</summary>
public enum UnplugOrder
{
    /// <summary>The line is hung up, so that the kernel itself ends the calls that sleep in it, and then the removal is announced: the order of a USB serial adapter.</summary>
    HangUpFirst,

    /// <summary>The removal is announced and acted on while the line still works, and then it is hung up.</summary>
    EventFirst,
}
