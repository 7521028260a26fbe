namespace Revoke.Tests.Drivers.Alsa;

/// <summary>
/// The one card that a test directs: <c>Native/scripted_card.c</c>, an external control plug-in of libasound, so that everything above the kernel is real. <see cref="Plain"/> opens it, <see cref="Numbered"/> as the
/// control of card 7, which is followed if it is in sysfs. A new one is as the first was, and counts from 0.
/// </summary>
internal sealed unsafe class ScriptedCard
{
    public const string Plain = "scripted";
    public const string Numbered = "scriptednumbered";
    public const int Number = 7;

    public ScriptedCard()
    {
        ScriptedLibrary.Require();
        ScriptedLibrary.Call("scripted_reset");
    }

    public static int Opened => ScriptedLibrary.Count("scripted_opened");

    public static int Closed => ScriptedLibrary.Count("scripted_closed");

    /// <summary>How often somebody has looked for an event.</summary>
    public static int Reads => ScriptedLibrary.Count("scripted_reads");

    /// <summary>Has what is polled be ready, with nothing to read.</summary>
    public static void Ring() => ScriptedLibrary.Call("scripted_ring");

    /// <summary>Sets a value, as by a knob of the card.</summary>
    public static void Turn(ScriptedElement element, int channel, long value) => ((delegate* unmanaged<int, int, nint, void>)ScriptedLibrary.Function("scripted_change"))((int)element, channel, (nint)value);

    /// <summary>Tells all who listen that something has become of an element.</summary>
    public static void Tell(ScriptedElement element, uint mask) => ((delegate* unmanaged<int, uint, void>)ScriptedLibrary.Function("scripted_tell"))((int)element, mask);

    /// <summary>All elements after this one go.</summary>
    public static void RemoveAfter(ScriptedElement element) => ((delegate* unmanaged<int, void>)ScriptedLibrary.Function("scripted_remove_after"))((int)element);

    /// <summary>The card goes: whoever waits is woken, whoever asks is answered ENODEV.</summary>
    public static void Unplug() => ScriptedLibrary.Call("scripted_unplug");
}
