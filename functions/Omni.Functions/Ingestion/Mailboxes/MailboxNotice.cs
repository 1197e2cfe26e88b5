using System.Text.Json;
using System.Text.Json.Serialization;

namespace Omni.Functions.Ingestion.Mailboxes;

/// <summary>What Microsoft Graph tells of a mailbox: that something came, or that the subscription needs care.</summary>
/// <remarks>https://learn.microsoft.com/graph/change-notifications-delivery-webhooks, https://learn.microsoft.com/graph/change-notifications-lifecycle-events</remarks>
/// <param name="ClientState">The proof.</param>
/// <param name="LifecycleEvent"><c>reauthorizationRequired</c>, <c>subscriptionRemoved</c> or <c>missed</c>; null when something came.</param>
internal sealed record MailboxNotice(string? ClientState, string? LifecycleEvent)
{
    /// <summary>After <c>missed</c> the subscription is as good as before.</summary>
    public bool IsAboutSubscription => LifecycleEvent is not (null or "missed");

    /// <returns>Null when it is no collection of notices.</returns>
    public static IReadOnlyList<MailboxNotice>? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, MailboxNoticeJson.Default.MailboxNotices)?.Value?.OfType<MailboxNotice>().ToList();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal sealed record MailboxNotices(IReadOnlyList<MailboxNotice?>? Value);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MailboxNotices))]
internal sealed partial class MailboxNoticeJson : JsonSerializerContext;
