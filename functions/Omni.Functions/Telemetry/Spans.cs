using System.Diagnostics;

namespace Omni.Functions.Telemetry;

/// <summary>The spans between webhook and profile. Names and tags are those of OpenTelemetry; values are ids, never what a person wrote or is called.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/semconv/messaging/azure-messaging/ and https://opentelemetry.io/docs/specs/semconv/database/cosmosdb/</remarks>
public static class Spans
{
    public const string SourceName = "Omni.Functions";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>From the wish to publish until the bus has stored all of it. What it sends belongs to it.</summary>
    /// <returns>Null while nobody listens.</returns>
    public static Activity? Send(string destination, int messages) =>
        Source.StartActivity($"send {destination}", ActivityKind.Producer)?
            .Messaging("send", "send", destination).SetTag("messaging.batch.message_count", messages);

    /// <summary>
    /// The work on a batch. Messages of one trace continue it, so that it can be followed from end to end; a batch of several traces is linked to
    /// each of them.
    /// </summary>
    /// <param name="destination">The topic.</param>
    /// <param name="subscription">Of the topic.</param>
    /// <param name="messages">The trace of each message, null for one that tells none; not looked at while nobody listens.</param>
    /// <returns>Null while nobody listens.</returns>
    public static Activity? Process(string destination, string subscription, IEnumerable<ActivityContext?> messages)
    {
        if (!Source.HasListeners())
            return null;

        var traces = messages.ToList();
        var invocation = Activity.Current?.Context ?? default;
        var isOne = traces.DistinctBy(static trace => trace?.TraceId).Count() == 1;
        var parent = isOne ? traces[0] ?? invocation : invocation;
        var links = traces.OfType<ActivityContext>().Append(invocation).Distinct().Where(trace => trace != default && trace != parent);
        return Source.StartActivity($"process {destination}", ActivityKind.Consumer, parent, links: links.Select(static trace => new ActivityLink(trace)))?
            .Messaging("process", "process", destination)
            .SetTag("messaging.destination.subscription.name", subscription)
            .SetTag("messaging.batch.message_count", traces.Count);
    }

    /// <summary>One request to the store.</summary>
    /// <returns>Null while nobody listens.</returns>
    public static Activity? Store(string operation, string container) =>
        Source.StartActivity($"{operation} {container}", ActivityKind.Client)?
            .SetTag("db.system.name", "azure.cosmosdb").SetTag("db.operation.name", operation).SetTag("db.collection.name", container);

    /// <summary>Marks what failed by the class of its failure: texts of failures may quote what must not be told.</summary>
    public static void Fail(this Activity? activity, Exception failure) =>
        activity?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", failure.GetType().FullName);

    private static Activity Messaging(this Activity activity, string operation, string type, string destination) => activity
        .SetTag("messaging.system", "servicebus")
        .SetTag("messaging.operation.name", operation)
        .SetTag("messaging.operation.type", type)
        .SetTag("messaging.destination.name", destination);
}
