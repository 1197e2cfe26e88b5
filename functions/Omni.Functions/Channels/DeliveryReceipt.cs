using System.Text.Json;
using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels;

/// <summary>What a provider says became of a message of ours.</summary>
public sealed record DeliveryReceipt
{
    /// <summary>The queue of receipts; defined in <c>infra/entities.json</c>.</summary>
    public const string Queue = "receipts";

    /// <summary>Who says it: the name in <c>/api/webhooks/{provider}</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>Of the message, as it was given when it was sent; of the notice itself, where it is about a conversation.</summary>
    public required string ProviderMessageId { get; init; }

    /// <summary>All messages to one person up to a moment, where the provider says no more.</summary>
    public ReceivedConversation? Conversation { get; init; }

    /// <summary>What is known of it now.</summary>
    public required Delivery Delivery { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public required DateTimeOffset HeardAt { get; init; }

    public BinaryData Write() => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(this, ReceiptJson.Default.DeliveryReceipt));

    /// <returns>Null when it is none.</returns>
    public static DeliveryReceipt? Read(BinaryData body)
    {
        ArgumentNullException.ThrowIfNull(body);
        try
        {
            return JsonSerializer.Deserialize(body.ToMemory().Span, ReceiptJson.Default.DeliveryReceipt);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="Account">Our address.</param>
/// <param name="Person">The person's.</param>
public sealed record ReceivedConversation(string Account, Identity Person)
{
    /// <summary>What was sent until then; null where a message is named.</summary>
    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? UntilAt { get; init; }

    /// <summary>The number of the last message, where the provider counts them.</summary>
    public long? UntilMessage { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(DeliveryReceipt))]
internal sealed partial class ReceiptJson : JsonSerializerContext;
