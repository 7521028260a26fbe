namespace Revoke.Lab;

/// <summary>A scenario could not be carried out: what it expects was not seen at all.</summary>
internal sealed class LabException : Exception
{
    public LabException()
    {
    }

    public LabException(string message)
        : base(message)
    {
    }

    public LabException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
