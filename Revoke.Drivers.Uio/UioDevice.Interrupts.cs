namespace Revoke.Drivers.Uio;

/// <content>Interrupts.</content>
public sealed partial class UioDevice
{
    /// <summary>Waits until there has been an interrupt since the last wait, or since the device was opened.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The interrupt. Of several who wait at a time, one or all may be woken by it.</returns>
    /// <exception cref="ObjectDisposedException">The device was disposed, maybe while this call slept.</exception>
    /// <exception cref="RevokedException">The scope was revoked, maybe while this call slept: the device is gone.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="NotSupportedException">The device has no interrupt.</exception>
    /// <exception cref="IOException">The node cannot be read, or gave something else than a count.</exception>
    public UioInterrupt WaitForInterrupt(CancellationToken cancellationToken = default) => WaitForInterrupt(Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>As the other, for a limited time.</summary>
    /// <param name="timeout">How long; zero only looks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The interrupt.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not infinite, or too long.</exception>
    /// <exception cref="TimeoutException">There was none in that time.</exception>
    /// <exception cref="ObjectDisposedException">The device was disposed, maybe while this call slept.</exception>
    /// <exception cref="RevokedException">The scope was revoked, maybe while this call slept: the device is gone.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="NotSupportedException">The device has no interrupt.</exception>
    /// <exception cref="IOException">The node cannot be read, or gave something else than a count.</exception>
    public UioInterrupt WaitForInterrupt(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _line.TryWait(timeout, out var interrupt, cancellationToken) ? interrupt : throw new TimeoutException($"{this}: no interrupt in {timeout}.");

    /// <summary>As <see cref="WaitForInterrupt(TimeSpan, CancellationToken)"/>, without an exception when the time is over. Allocates nothing.</summary>
    /// <param name="timeout">How long; zero only looks; <see cref="Timeout.InfiniteTimeSpan"/> is allowed.</param>
    /// <param name="interrupt">The interrupt.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see langword="false"/> if there was none in that time, and for no other reason.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not infinite, or too long.</exception>
    /// <exception cref="ObjectDisposedException">The device was disposed, maybe while this call slept.</exception>
    /// <exception cref="RevokedException">The scope was revoked, maybe while this call slept: the device is gone.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="NotSupportedException">The device has no interrupt.</exception>
    /// <exception cref="IOException">The node cannot be read, or gave something else than a count.</exception>
    public bool TryWaitForInterrupt(TimeSpan timeout, out UioInterrupt interrupt, CancellationToken cancellationToken = default) =>
        _line.TryWait(timeout, out interrupt, cancellationToken);

    /// <summary>As <see cref="WaitForInterrupt(CancellationToken)"/>, without a thread.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The interrupt.</returns>
    /// <exception cref="ObjectDisposedException">The device was disposed, maybe while this call waited.</exception>
    /// <exception cref="RevokedException">The scope was revoked, maybe while this call waited: the device is gone.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="NotSupportedException">The device has no interrupt.</exception>
    /// <exception cref="IOException">The node cannot be read, or gave something else than a count.</exception>
    public ValueTask<UioInterrupt> WaitForInterruptAsync(CancellationToken cancellationToken = default) => _line.WaitAsync(cancellationToken);

    /// <summary>
    /// Lets the device interrupt: by its kernel driver's own switch, or, under <c>uio_pci_generic</c>, which has none, by the bit for it in the PCI command register (<c>config</c>, which the user has to be
    /// allowed to write).
    /// </summary>
    /// <exception cref="ObjectDisposedException">The device was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="InvalidOperationException">The device is open for reading only.</exception>
    /// <exception cref="NotSupportedException">The device has no interrupt, or its kernel driver does not switch it.</exception>
    /// <exception cref="UnauthorizedAccessException">The configuration may not be written by this user.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public void EnableInterrupt() => SetInterrupt(isOn: true);

    /// <summary>Keeps the device from interrupting, in the way of <see cref="EnableInterrupt"/>. One that happens meanwhile may still be counted.</summary>
    /// <exception cref="ObjectDisposedException">The device was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="InvalidOperationException">The device is open for reading only.</exception>
    /// <exception cref="NotSupportedException">The device has no interrupt, or its kernel driver does not switch it.</exception>
    /// <exception cref="UnauthorizedAccessException">The configuration may not be written by this user.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public void DisableInterrupt() => SetInterrupt(isOn: false);

    /// <summary>
    /// Takes back the mask that a kernel driver has put on at the interrupt (<c>uio_pci_generic</c>, <c>uio_pdrv_genirq</c>), so that the next one comes: <see cref="EnableInterrupt"/>, except that nothing is
    /// done where the kernel driver masks nothing (<c>uio_cif</c>). First take back the device's own cause, by its registers; else it interrupts again at once.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The device was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="InvalidOperationException">The device is open for reading only.</exception>
    /// <exception cref="NotSupportedException">The device has no interrupt.</exception>
    /// <exception cref="UnauthorizedAccessException">The configuration may not be written by this user.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public void AcknowledgeInterrupt()
    {
        ThrowIfDisposed();
        _ = _switch.TrySet(isOn: true);
    }

    private void SetInterrupt(bool isOn)
    {
        ThrowIfDisposed();
        if (!_switch.TrySet(isOn))
        {
            throw _switch.CreateNoSwitch();
        }
    }
}
