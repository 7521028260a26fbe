using Revoke.Drivers.Alsa;

namespace Revoke.Tests.Conformance;

/// <summary>What a fixture runs the suite of controls against: a card that is there, and the hand that takes it away.</summary>
public sealed class ControlSubject : IDisposable
{
    private readonly Action? _dispose;

    internal ControlSubject(AlsaDriver driver, string name, Func<Task> removeAsync, Action? dispose = null)
    {
        Driver = driver;
        Name = name;
        RemoveAsync = removeAsync;
        _dispose = dispose;
    }

    /// <summary>The driver.</summary>
    public AlsaDriver Driver { get; }

    /// <summary>What opens the card's control, and its mixer. That has a volume <c>Master</c> for playback, in decibels too, of two channels.</summary>
    public string Name { get; }

    /// <summary>The element that has a volume and a switch for capture, of two channels.</summary>
    public string Capture { get; init; } = "Mic";

    /// <summary>Whether the card tells when a switch of one channel is set.</summary>
    public bool TellsOfSwitches { get; init; } = true;

    /// <summary>Takes the card away, by another hand than the holder's; done when that has been said.</summary>
    public Func<Task> RemoveAsync { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Driver.Dispose();
        _dispose?.Invoke();
    }
}
