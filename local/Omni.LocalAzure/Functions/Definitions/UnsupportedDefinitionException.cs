namespace Omni.LocalAzure.Functions.Definitions;

/// <summary>host.json or a function.json asks for something that is wrong or that this host does not do.</summary>
public sealed class UnsupportedDefinitionException : Exception
{
    public UnsupportedDefinitionException()
    {
    }

    public UnsupportedDefinitionException(string message)
        : base(message)
    {
    }

    public UnsupportedDefinitionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
