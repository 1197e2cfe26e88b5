namespace Omni.Replay;

/// <summary>What the person at the terminal can put right; the message says how.</summary>
public sealed class ReplayFailedException : Exception
{
    public ReplayFailedException()
    {
    }

    public ReplayFailedException(string message)
        : base(message)
    {
    }

    public ReplayFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
