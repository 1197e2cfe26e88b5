namespace Omni.Functions.Media;

/// <summary>A file that cannot be had now. Tells no address.</summary>
public sealed class MediaUnavailableException : Exception
{
    public MediaUnavailableException()
    {
    }

    public MediaUnavailableException(string message)
        : base(message)
    {
    }

    public MediaUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
