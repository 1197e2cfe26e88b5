using System.Text.Json;
using System.Text.Json.Serialization;

namespace Omni.Azure.Bot.Schema;

/// <summary>What passes between a channel and a bot. Fields that nobody reads here are kept in <see cref="Properties"/>.</summary>
/// <remarks>https://github.com/microsoft/botframework-sdk/blob/main/specs/botframework-activity/botframework-activity.md</remarks>
public class Activity : IMessageActivity, IConversationUpdateActivity, IEventActivity, IInvokeActivity
{
    public Activity()
    {
    }

    public Activity(string type) => Type = type;

    /// <summary>One of <see cref="ActivityTypes"/>, or one that is not known yet; compared ordinally.</summary>
    public string? Type { get; set; }

    /// <summary>Set by the channel.</summary>
    public string? Id { get; set; }

    public DateTimeOffset? Timestamp { get; set; }

    public DateTimeOffset? LocalTimestamp { get; set; }

    /// <summary>IANA name.</summary>
    public string? LocalTimezone { get; set; }

    /// <summary>Where answers go.</summary>
    public string? ServiceUrl { get; set; }

    public string? ChannelId { get; set; }

    public ChannelAccount? From { get; set; }

    public ConversationAccount? Conversation { get; set; }

    public ChannelAccount? Recipient { get; set; }

    public string? ReplyToId { get; set; }

    public string? Text { get; set; }

    /// <summary>plain, markdown or xml; markdown where it is absent.</summary>
    public string? TextFormat { get; set; }

    public string? Locale { get; set; }

    public string? Speak { get; set; }

    /// <summary>One of <see cref="InputHints"/>.</summary>
    public string? InputHint { get; set; }

    public IList<Attachment>? Attachments { get; set; }

    public string? AttachmentLayout { get; set; }

    public SuggestedActions? SuggestedActions { get; set; }

    public IList<Entity>? Entities { get; set; }

    public JsonElement? ChannelData { get; set; }

    /// <summary>Of events and invokes.</summary>
    public string? Name { get; set; }

    public JsonElement? Value { get; set; }

    public string? ValueType { get; set; }

    public ConversationReference? RelatesTo { get; set; }

    public IList<ChannelAccount>? MembersAdded { get; set; }

    public IList<ChannelAccount>? MembersRemoved { get; set; }

    /// <summary>One of <see cref="DeliveryModes"/>; normal where it is absent.</summary>
    public string? DeliveryMode { get; set; }

    public string? Code { get; set; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }

    /// <summary>What a message to the same conversation has to know.</summary>
    public ConversationReference GetConversationReference() => new()
    {
        ActivityId = Id,
        User = From,
        Bot = Recipient,
        Conversation = Conversation,
        ChannelId = ChannelId,
        Locale = Locale,
        ServiceUrl = ServiceUrl,
    };

    /// <summary>Addresses an activity of a bot by a reference that was kept.</summary>
    public Activity ApplyConversationReference(ConversationReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        (ChannelId, ServiceUrl, Conversation, From, Recipient) = (reference.ChannelId, reference.ServiceUrl, reference.Conversation, reference.Bot, reference.User);
        ReplyToId ??= reference.ActivityId;
        return this;
    }
}

public interface IActivity
{
    string? Type { get; set; }

    string? Id { get; set; }

    string? ServiceUrl { get; set; }

    string? ChannelId { get; set; }

    ChannelAccount? From { get; set; }

    ConversationAccount? Conversation { get; set; }

    ChannelAccount? Recipient { get; set; }

    string? ReplyToId { get; set; }

    ConversationReference GetConversationReference();
}

public interface IMessageActivity : IActivity
{
    string? Text { get; set; }

    string? Locale { get; set; }

    IList<Attachment>? Attachments { get; set; }

    SuggestedActions? SuggestedActions { get; set; }

    JsonElement? Value { get; set; }
}

public interface IConversationUpdateActivity : IActivity
{
    IList<ChannelAccount>? MembersAdded { get; set; }

    IList<ChannelAccount>? MembersRemoved { get; set; }
}

public interface IEventActivity : IActivity
{
    string? Name { get; set; }

    JsonElement? Value { get; set; }

    ConversationReference? RelatesTo { get; set; }
}

public interface IInvokeActivity : IActivity
{
    string? Name { get; set; }

    JsonElement? Value { get; set; }
}
