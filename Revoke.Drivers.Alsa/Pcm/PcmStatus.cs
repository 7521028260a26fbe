using System.Runtime.InteropServices;

namespace Revoke.Drivers.Alsa;

/// <summary>How far a PCM is, at one moment.</summary>
/// <param name="State">What it is doing.</param>
/// <param name="DelayFrames">Playback: frames until one that is written now is heard. Capture: frames that were recorded and not yet read. Negative after an xrun that nobody has noticed.</param>
/// <param name="AvailableFrames">Frames that can be written or read at once.</param>
/// <param name="MostAvailableFrames">The most there have been since the last time it was asked for.</param>
/// <param name="Time">When that was, on the clock of the card's driver (CLOCK_MONOTONIC where the kernel does so); zero if it does not say.</param>
/// <param name="Triggered">When it was started, stopped or paused last, on the same clock.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct PcmStatus(PcmState State, long DelayFrames, long AvailableFrames, long MostAvailableFrames, TimeSpan Time, TimeSpan Triggered);
