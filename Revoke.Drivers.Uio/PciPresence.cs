namespace Revoke.Drivers.Uio;

/// <summary>Whether a PCI device answers: what asks one that is not there reads ones, and no vendor has that number.</summary>
internal sealed class PciPresence
{
    private readonly RevokeScope _scope;
    private readonly bool _hasVendor;

    internal PciPresence(RevokeScope scope)
    {
        _scope = scope;
        _hasVendor = !ReadsAsOnes(); // a virtual function reads so all its life
    }

    internal bool IsGone => _hasVendor && ReadsAsOnes();

    private bool ReadsAsOnes()
    {
        Span<byte> vendor = stackalloc byte[2];
        try
        {
            using var config = _scope.OpenAttribute("device/config");
            return config.Read(vendor, 0) == vendor.Length && vendor is [0xFF, 0xFF];
        }
        catch (Exception exception) when (exception is FileNotFoundException or UnauthorizedAccessException)
        {
            return !_hasVendor; // nothing to ask, or not for this user: it is not asked again
        }
    }
}
