namespace Omni.Azure.Bot.Authentication;

/// <summary>Nobody can be proven now; coming again is right.</summary>
public sealed class IdentityKeysUnavailableException : Exception
{
    public IdentityKeysUnavailableException()
    {
    }

    public IdentityKeysUnavailableException(string message)
        : base(message)
    {
    }

    public IdentityKeysUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
