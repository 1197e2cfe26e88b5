using Azure.Core;
using Azure.Identity;
using Microsoft.Azure.Cosmos;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Azure.Storage.Blobs;
using Omni.Functions.Stores;

namespace Omni.Functions.Hosting;

/// <summary>Makes the clients of bus, store and storage out of the settings: by key on a developer's machine, by identity in Azure.</summary>
internal static class Connections
{
    public static CosmosClient ToCosmos(CosmosOptions options)
    {
        var settings = new CosmosClientOptions
        {
            ApplicationName = "Omni.Functions",
            ConnectionMode = ModeOf(options),
            EnableContentResponseOnWrite = false,
            RequestTimeout = TimeSpan.FromSeconds(10),
            CustomHandlers = { new CosmosTelemetry() },

            // A short burst is the SDK's to bear; an outage is borne by the resolution, which knows its lock.
            MaxRetryAttemptsOnRateLimitedRequests = 3,
            MaxRetryWaitTimeOnRateLimitedRequests = TimeSpan.FromSeconds(5),
        };
        return string.IsNullOrEmpty(options.AccountKey)
            ? new CosmosClient(options.AccountEndpoint, Identity(options.ClientId), settings)
            : new CosmosClient(options.AccountEndpoint, options.AccountKey, settings);
    }

    public static ServiceBusClient ToServiceBus(ServiceBusOptions options) =>
        string.IsNullOrEmpty(options.FullyQualifiedNamespace)
            ? new ServiceBusClient(options.ConnectionString!, Hasty(new ServiceBusClientOptions())) // One of both is there: checked at start.
            : new ServiceBusClient(options.FullyQualifiedNamespace, Identity(options.ClientId), Hasty(new ServiceBusClientOptions()));

    public static BlobContainerClient ToBlobs(AttachmentsOptions options, string container) =>
        string.IsNullOrEmpty(options.BlobServiceUri)
            ? new BlobContainerClient(options.ConnectionString!, container, Hasty(new BlobClientOptions())) // One of both is there: checked at start.
            : new BlobContainerClient(
                new Uri($"{options.BlobServiceUri.TrimEnd('/')}/{container}"), Identity(options.ClientId), Hasty(new BlobClientOptions()));

    /// <summary>The same, for files: a block takes longer than a note.</summary>
    public static BlobContainerClient ToFiles(AttachmentsOptions options, string container) =>
        string.IsNullOrEmpty(options.BlobServiceUri)
            ? new BlobContainerClient(options.ConnectionString!, container, Patient(new BlobClientOptions())) // One of both is there: checked at start.
            : new BlobContainerClient(
                new Uri($"{options.BlobServiceUri.TrimEnd('/')}/{container}"), Identity(options.ClientId), Patient(new BlobClientOptions()));

    /// <summary>Null where there is a key of the account.</summary>
    public static BlobServiceClient? ToDelegation(AttachmentsOptions options) =>
        string.IsNullOrEmpty(options.BlobServiceUri)
            ? null
            : new BlobServiceClient(new Uri(options.BlobServiceUri), Identity(options.ClientId), Hasty(new BlobClientOptions()));

    /// <param name="clientId">Of a user-assigned identity; none for the system-assigned one.</param>
    public static ManagedIdentityCredential Identity(string? clientId) => new ManagedIdentityCredential(
        string.IsNullOrEmpty(clientId) ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId));

    /// <summary>
    /// A connection that went silent is given up soon: a provider that waits for its answer is better asked to come again, and the others know how long
    /// to go on trying.
    /// </summary>
    private static T Hasty<T>(T options)
        where T : ClientOptions
    {
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(5);
        options.Retry.MaxRetries = 1;
        return options;
    }

    private static BlobClientOptions Patient(BlobClientOptions options)
    {
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        options.Retry.MaxRetries = 2;
        return options;
    }

    /// <summary>Direct needs TCP to every replica, which only Azure has.</summary>
    private static ConnectionMode ModeOf(CosmosOptions options) =>
        Enum.TryParse<ConnectionMode>(options.ConnectionMode, ignoreCase: true, out var mode) ? mode
        : options.AccountEndpoint.StartsWith("http:", StringComparison.OrdinalIgnoreCase) ? ConnectionMode.Gateway
        : ConnectionMode.Direct;
}
