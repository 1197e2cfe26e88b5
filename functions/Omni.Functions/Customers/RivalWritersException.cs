namespace Omni.Functions.Customers;

/// <summary>One customer was changed by others more often than it is worth to try in one go.</summary>
public sealed class RivalWritersException : Exception
{
    public RivalWritersException()
    {
    }

    public RivalWritersException(string message)
        : base(message)
    {
    }

    public RivalWritersException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
