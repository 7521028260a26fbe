namespace Revoke.Drivers.Alsa;

/// <summary>A sound card, as it was when it was looked at.</summary>
/// <param name="Number">Its number: N of <c>hw:N</c>. Another card has it after this one is gone.</param>
/// <param name="Id">Its id, which stays the same over unplugging as long as no other card takes it: <c>hw:CARD=Headset</c>.</param>
/// <param name="Driver">Its kernel driver: <c>HDA-Intel</c>, <c>USB-Audio</c>.</param>
/// <param name="Name">What it is called.</param>
/// <param name="LongName">What it is called, with where it is.</param>
/// <param name="MixerName">What its mixer is called.</param>
/// <param name="Components">Its parts, as its driver says; empty if it does not.</param>
/// <param name="Pcms">Its PCM devices.</param>
/// <param name="Device">Its device in sysfs; <see langword="null"/> if that is not there.</param>
public sealed record AlsaCardInfo(
    int Number, string Id, string Driver, string Name, string LongName, string MixerName, string Components, IReadOnlyList<AlsaPcmInfo> Pcms, Device? Device);
