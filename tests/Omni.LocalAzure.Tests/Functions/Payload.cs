using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Functions.Invocations;
using Omni.LocalAzure.ServiceBus;

namespace Omni.LocalAzure.Tests.Functions;

/// <summary>Messages and functions as the protocol's examples have them, and their payloads with the random parts blotted out.</summary>
internal static partial class Payload
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 22, 5, 6, TimeSpan.Zero);

    public static FunctionDefinition Function(TriggerDefinition trigger) => new() { Name = "Work", Trigger = trigger };

    public static FunctionDefinition Messages(BodyType body, bool many) => Function(new ServiceBusTrigger(many ? "msgs" : "msg", "q", Sessions: true, many, body));

    public static LockedMessage Message(string body) => new()
    {
        Body = Encoding.UTF8.GetBytes(body),
        SequenceNumber = 9007199254740993,
        LockToken = Guid.Parse("8a2f3b6c-0d0e-4f5a-9b1c-2d3e4f5a6b7c"),
        LockedUntil = Now,
        EnqueuedTime = new DateTimeOffset(2026, 3, 1, 12, 34, 56, 789, TimeSpan.Zero),
        ExpiresAt = new DateTimeOffset(2026, 3, 15, 12, 34, 56, 789, TimeSpan.Zero),
        DeliveryCount = 2,
        MessageId = "m-1",
        SessionId = "sess-7",
        Subject = "order",
        CorrelationId = "corr-1",
        ContentType = "application/json",
        ApplicationProperties = new Dictionary<string, object>
        {
            ["tenant"] = "acme",
            ["n"] = 5L,
            ["f"] = 1.5,
            ["b"] = true,
            ["when"] = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        },
    };

    /// <summary>The bytes without client identifier and random guid.</summary>
    public static string Written(Action<Envelope> write)
    {
        using var envelope = new Envelope();
        write(envelope);
        var text = Encoding.UTF8.GetString(envelope.Bytes.Span);
        return RandGuid().Replace(Identifier().Replace(text, "\"Identifier\":\"…\""), "\"RandGuid\":\"…\"");
    }

    public static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    [GeneratedRegex("\"Identifier\":\"[^\"]*\"")]
    private static partial Regex Identifier();

    [GeneratedRegex("\"RandGuid\":\"[^\"]*\"")]
    private static partial Regex RandGuid();
}
