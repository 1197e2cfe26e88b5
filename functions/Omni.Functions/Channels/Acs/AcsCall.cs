using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Acs;

/// <summary>An incoming call.</summary>
/// <remarks>https://learn.microsoft.com/azure/event-grid/communication-services-voice-video-events</remarks>
internal static class AcsCall
{
    private const string PhonePrefix = "4:";

    public static void Read(AcsEvent item, NormalisedRequestBuilder parts)
    {
        if (item.Data.Text("correlationId"u8) is not { } id)
        {
            parts.Ignore(IgnoredReason.Unreadable, item.All, item.Id);
            return;
        }

        var caller = Caller(item.Data.At("from"u8));
        parts.Add(new Contact
        {
            Id = ContactId.From(AcsChannel.Name, item.Resource, id),
            Channel = "voice",
            Provider = AcsChannel.Name,
            Account = item.Resource,
            Kind = ContactKind.Call,
            ProviderMessageId = id,
            From = new()
            {
                Identities = caller is null ? [] : [caller],
                DisplayName = item.Data.Text("callerDisplayName"u8)?.Trim() is { Length: > 0 } name ? name : null,
            },
            ReplyTo = caller?.Value,
            Call = new CallState(),
            Extras = new ContactExtras()
                .Add("to", item.Data.At("to"u8).At("rawId"u8))
                .Add("serverCallId", item.Data.At("serverCallId"u8))
                .Build(),
            OccurredAt = item.OccurredAt,
            ReceivedAt = UtcMilliseconds.Cut(item.ReceivedAt),
            Raw = item.All,
        });
    }

    /// <summary>A phone's caller id can be forged; a user of the resource has a token of it. Anybody else, and who withholds his number, is nobody.</summary>
    private static Identity? Caller(JsonElement from)
    {
        if (from.At("communicationUser"u8).Text("id"u8) is { } user)
            return new("acs_user", user, Trust.Verified);
        var raw = from.Text("rawId"u8) is { } id && id.StartsWith(PhonePrefix, StringComparison.Ordinal) ? id[PhonePrefix.Length..] : null;
        return PhoneNumber.FromInternationalDigits(from.At("phoneNumber"u8).Text("value"u8) ?? raw) is { } phone
            ? new(IdentityKind.Phone, phone, Trust.Asserted)
            : null;
    }
}
