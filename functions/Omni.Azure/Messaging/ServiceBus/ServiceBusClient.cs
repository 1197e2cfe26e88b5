using Azure.Core;
using Azure.Core.Pipeline;

namespace Omni.Azure.Messaging.ServiceBus;

/// <summary>
/// Azure Service Bus over its REST interface. Sends to every entity; receives from entities without sessions and from dead-letter
/// sub-queues. Thread-safe: one client for the whole process.
/// </summary>
public class ServiceBusClient : IAsyncDisposable
{
    private const string Scope = "https://servicebus.azure.net/.default";

    private readonly Uri _endpoint = null!; // Set by every constructor but that of mocks, which override every use.
    private readonly Func<Uri, HttpPipeline> _pipelineOf = null!; // As above.

    protected ServiceBusClient()
    {
    }

    public ServiceBusClient(string connectionString)
        : this(connectionString, new ServiceBusClientOptions())
    {
    }

    public ServiceBusClient(string connectionString, ServiceBusClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var properties = ServiceBusConnectionStringProperties.Parse(connectionString);
        _endpoint = properties.UseDevelopmentEmulator
            ? new UriBuilder(Uri.UriSchemeHttp, properties.Endpoint.Host, properties.Endpoint.IsDefaultPort ? 80 : properties.Endpoint.Port).Uri
            : new UriBuilder(Uri.UriSchemeHttps, properties.Endpoint.Host).Uri;
        _pipelineOf = resource => options.BuildPipeline(new SharedAccessSignaturePolicy(Signatures(properties, resource), options.Clock));
        Identifier = options.Identifier ?? _endpoint.Host;
    }

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential)
        : this(fullyQualifiedNamespace, credential, new ServiceBusClientOptions())
    {
    }

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential, ServiceBusClientOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fullyQualifiedNamespace);
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(options);
        _endpoint = new UriBuilder(Uri.UriSchemeHttps, fullyQualifiedNamespace).Uri;
        var pipeline = options.BuildPipeline(new BearerTokenAuthenticationPolicy(credential, Scope));
        _pipelineOf = _ => pipeline;
        Identifier = options.Identifier ?? _endpoint.Host;
    }

    public virtual string FullyQualifiedNamespace => _endpoint.Host;

    public virtual string Identifier { get; } = string.Empty;

    public virtual bool IsClosed { get; private set; }

    public virtual ServiceBusSender CreateSender(string queueOrTopicName) => new(Open(queueOrTopicName));

    public virtual ServiceBusReceiver CreateReceiver(string queueName) => CreateReceiver(queueName, new ServiceBusReceiverOptions());

    public virtual ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(Open(options.SubQueue == SubQueue.DeadLetter ? $"{queueName}/$DeadLetterQueue" : queueName), options);
    }

    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName) =>
        CreateReceiver(topicName, subscriptionName, new ServiceBusReceiverOptions());

    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName, ServiceBusReceiverOptions options) =>
        CreateReceiver($"{topicName}/Subscriptions/{subscriptionName}", options);

    /// <summary>Connections belong to the process and stay open; only this object refuses further use.</summary>
    public virtual ValueTask DisposeAsync()
    {
        IsClosed = true;
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private EntityConnection Open(string entityPath)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(entityPath);
        ObjectDisposedException.ThrowIf(IsClosed, this);
        return new EntityConnection(_endpoint, entityPath, _pipelineOf(new Uri(_endpoint, entityPath)));
    }

    private static Func<DateTimeOffset, SharedAccessSignature> Signatures(ServiceBusConnectionStringProperties properties, Uri resource)
    {
        if (properties.SharedAccessSignature is { } signature) return _ => new SharedAccessSignature(signature, DateTimeOffset.MaxValue);

        // Parse accepts a connection string without a signature only with both.
        var (name, key) = (properties.SharedAccessKeyName!, properties.SharedAccessKey!);
        return now => SharedAccessSignature.Create(resource.AbsoluteUri, name, key, now);
    }
}
