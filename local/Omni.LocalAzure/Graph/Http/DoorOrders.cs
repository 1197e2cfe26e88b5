using System.Text.Json.Serialization;

namespace Omni.LocalAzure.Graph.Http;

internal sealed record MailboxOrder(string? Address);

internal sealed record LimitOrder(int ConcurrentPerMailbox);

/// <param name="Replays">Whether changes come again; null leaves it.</param>
/// <param name="Lose">How positions are forgotten: <c>gone</c> or <c>syncStateNotFound</c>; null forgets none.</param>
/// <param name="Mailbox">Whose; null for all.</param>
/// <param name="Folder">Of which folder; null for the inbox.</param>
internal sealed record DeltaOrder(bool? Replays, string? Lose, string? Mailbox, string? Folder);

internal sealed record LifeOrder(string? Event, string? Subscription);

/// <summary>Where a message was put.</summary>
internal sealed record FiledMail(string Mailbox, string Id);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GraphFault))]
[JsonSerializable(typeof(MailboxOrder))]
[JsonSerializable(typeof(LimitOrder))]
[JsonSerializable(typeof(DeltaOrder))]
[JsonSerializable(typeof(LifeOrder))]
[JsonSerializable(typeof(List<FiledMail>))]
internal sealed partial class DoorJson : JsonSerializerContext;
