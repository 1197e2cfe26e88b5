using System.Text.Json.Serialization;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;

namespace Omni.Functions.Replies;

/// <summary>A message of ours in the ledger, which alone decides whether it is sent. The timeline shows what came of it.</summary>
public sealed record Reply
{
    /// <summary>What the timeline shows of a secret.</summary>
    public const string Mask = "••••••";

    /// <summary>The id of its entry.</summary>
    public required string Id { get; init; }

    /// <summary>As it stands on the timeline from the first moment on.</summary>
    public required Contact Contact { get; init; }

    /// <summary>The provider's id of the message that is answered; null where nothing is.</summary>
    public string? Answers { get; init; }

    /// <summary>Goes out in place of <see cref="Mask"/>, and stands on no timeline.</summary>
    public string? Secret { get; init; }

    /// <summary>Mail only: the address of ours that was written to, where another one answers.</summary>
    public string? AnswersTo { get; init; }

    /// <summary>What goes out in place of the text, where the window of the provider is closed.</summary>
    public ApprovedMessage? Approved { get; init; }

    /// <summary>Of what was asked for, so that one key is not used for two replies.</summary>
    public required string Fingerprint { get; init; }

    public required ReplyStage Stage { get; init; }

    /// <summary>How often it was begun to be sent.</summary>
    public int Attempts { get; init; }

    /// <summary>An earlier attempt may have sent it.</summary>
    public bool IsUnclear { get; init; }

    /// <summary>Names the draft that is to be sent, with providers that have drafts.</summary>
    public string? Handle { get; init; }

    /// <summary>Who has begun to send it last.</summary>
    public string? Attempt { get; init; }

    public required Delivery Delivery { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public required DateTimeOffset AskedAt { get; init; }

    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }

    [JsonIgnore]
    public OutgoingMessage Message => new()
    {
        Id = Id,
        Account = Contact.Account,
        To = Contact.ReplyTo ?? "",
        Text = Secret is null ? Contact.Text ?? "" : (Contact.Text ?? "").Replace(Mask, Secret, StringComparison.Ordinal),
        Choices = ReplyAuthor.ChoicesOf(Contact),
        Thread = Contact.Thread,
        InReplyTo = Answers,
        Subject = Contact.Subject,
        Html = Contact.Html,
        Approved = Approved,
        AnswersTo = AnswersTo,
        AskedAt = AskedAt,
        Handle = Handle,
    };

    /// <summary>What is to be told on the timeline: news of the entry, of which the same are told apart by their state alone.</summary>
    [JsonIgnore]
    public Contact News => Delivery.State == DeliveryState.Queued ? Contact : Contact with
    {
        Delivery = Delivery,
        Revision = $"delivery-{Delivery.State.ToString().ToLowerInvariant()}",
    };
}

/// <summary>How far the sending of a reply is.</summary>
[JsonConverter(typeof(WordConverter<ReplyStage>))]
public enum ReplyStage
{
    /// <summary>Certainly not sent.</summary>
    Waiting,

    /// <summary>Somebody has begun to send it. Who finds it so later cannot know what came of that.</summary>
    Sending,

    /// <summary>It is not sent any more.</summary>
    Settled,
}
