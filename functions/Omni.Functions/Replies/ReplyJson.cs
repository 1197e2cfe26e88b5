using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Replies;

/// <summary>What is asked for and answered, and the documents of the ledger. A member nobody knows is a wish that would not be granted.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = ContactJson.DeepestDocument)]
[JsonSerializable(typeof(Reply))]
[JsonSerializable(typeof(ReplyAnswer))]
internal sealed partial class ReplyJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ReplyRequest))]
internal sealed partial class ReplyRequestJson : JsonSerializerContext;

/// <param name="Id">Of the entry on the timeline.</param>
/// <param name="CustomerId">Of the customer who lives on under the id that was asked with.</param>
/// <param name="Channel">Over which it goes.</param>
/// <param name="InReplyTo">The id of the contact that is answered.</param>
/// <param name="State">How far it is.</param>
internal sealed record ReplyAnswer(string Id, string CustomerId, string Channel, string? InReplyTo, DeliveryState State);
