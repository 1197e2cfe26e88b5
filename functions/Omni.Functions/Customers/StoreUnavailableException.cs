namespace Omni.Functions.Customers;

/// <summary>The store, or what lies beside it, is overloaded, cannot be reached or does not let us in; the same call may succeed later.</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException()
    {
    }

    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>How long the store asked to be left alone, when it did.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
