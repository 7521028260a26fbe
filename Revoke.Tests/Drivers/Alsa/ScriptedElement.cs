namespace Revoke.Tests.Drivers.Alsa;

/// <summary>The elements of the scripted card, by libasound's numbers.</summary>
internal enum ScriptedElement
{
    None = 0,
    MasterVolume = 1,
    MasterSwitch = 2,
    MicVolume = 3,
    MicSwitch = 4,
    Unknown = 5,
}
