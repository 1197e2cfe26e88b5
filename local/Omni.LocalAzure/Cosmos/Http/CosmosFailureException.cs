namespace Omni.LocalAzure.Cosmos.Http;

/// <summary>Ends a request with an error answer. The message is shown to the caller and quotes nothing of a document.</summary>
#pragma warning disable CA1032 // Thrown with these facts or not at all.
internal sealed class CosmosFailureException(int status, string reason, int subStatus = 0) : Exception(reason)
#pragma warning restore CA1032
{
    public int Status => status;

    public int SubStatus => subStatus;
}
