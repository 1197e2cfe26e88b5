using System.Diagnostics;

namespace Omni.Azure.Messaging.ServiceBus;

/// <summary>
/// The trace a message belongs to, told by its application properties. A sender writes the current one on what it sends; whoever lets messages
/// wait for a sender writes it when they are made, and the sender leaves it as it is.
/// </summary>
/// <remarks>https://learn.microsoft.com/azure/service-bus-messaging/service-bus-end-to-end-tracing</remarks>
public static class MessageTrace
{
    private const string DiagnosticId = "Diagnostic-Id";
    private const string TraceParent = "traceparent";
    private const string TraceState = "tracestate";

    /// <summary>Writes nothing while no trace is recorded, or when the message has one already.</summary>
    public static void Write(ServiceBusMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Activity.Current is not { Recorded: true, IdFormat: ActivityIdFormat.W3C } activity || IsWritten(message))
            return;

        // W3C activities that run have an id. Readers of before the standard know the older name only.
        message.ApplicationProperties[DiagnosticId] = activity.Id!;
        message.ApplicationProperties[TraceParent] = activity.Id!;
        if (activity.TraceStateString is { Length: > 0 } state)
            message.ApplicationProperties[TraceState] = state;
    }

    /// <returns>False when the message tells no trace, or none that can be read.</returns>
    public static bool TryRead(ServiceBusReceivedMessage message, out ActivityContext trace)
    {
        ArgumentNullException.ThrowIfNull(message);
        return ActivityContext.TryParse(
            Text(message, TraceParent) ?? Text(message, DiagnosticId), Text(message, TraceState), isRemote: true, out trace);
    }

    private static bool IsWritten(ServiceBusMessage message) =>
        message.HasApplicationProperties
        && (message.ApplicationProperties.ContainsKey(TraceParent) || message.ApplicationProperties.ContainsKey(DiagnosticId));

    private static string? Text(ServiceBusReceivedMessage message, string name) =>
        message.ApplicationProperties.TryGetValue(name, out var value) ? value as string : null;
}
