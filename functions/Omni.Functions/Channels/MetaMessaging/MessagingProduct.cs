using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.MetaMessaging;

/// <summary>What tells Messenger and Instagram apart: their events are the same.</summary>
/// <param name="Name">The channel, and the provider.</param>
/// <param name="Object">The <c>object</c> of its notifications.</param>
/// <param name="SenderKind">The kind of a sender's id, which is another one for every Page or account of ours.</param>
internal sealed record MessagingProduct(string Name, string Object, string SenderKind)
{
    /// <remarks>https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks</remarks>
    public static MessagingProduct Messenger { get; } = new("messenger", "page", IdentityKind.MessengerPageScopedId)
    {
        Api = "https://graph.facebook.com/v23.0",
        LongestReply = 2000,
        ReplyType = "RESPONSE",
    };

    /// <remarks>https://developers.facebook.com/documentation/business-messaging/instagram-messaging/webhooks</remarks>
    public static MessagingProduct Instagram { get; } = new("instagram", "instagram", "instagram_igsid")
    {
        Api = "https://graph.instagram.com/v23.0",
        LongestReply = 1000,
    };

    /// <summary>Where messages of ours go.</summary>
    public required string Api { get; init; }

    /// <summary>Characters.</summary>
    public required int LongestReply { get; init; }

    /// <summary>What an answer is called there; null where it is called nothing.</summary>
    public string? ReplyType { get; private init; }

    /// <summary>What a sender should do whose request cannot be read.</summary>
    public string Advice { get; } = $"Send a notification with object {Object} and a list of entries.";
}
