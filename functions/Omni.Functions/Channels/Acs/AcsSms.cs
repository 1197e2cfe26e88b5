using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Acs;

/// <summary>An SMS. Numbers come with and without their plus.</summary>
/// <remarks>https://learn.microsoft.com/azure/event-grid/communication-services-telephony-sms-events</remarks>
internal static class AcsSms
{
    public static void Read(AcsEvent item, NormalisedRequestBuilder parts)
    {
        var id = item.Text("messageId") ?? item.Id;
        if (id is null || item.Text("from") is not { } from || item.Text("to") is not { } account)
        {
            parts.Ignore(IgnoredReason.Unreadable, item.All, id);
            return;
        }

        parts.Add(new Contact
        {
            Id = ContactId.From(AcsChannel.Name, account, id),
            Channel = "sms",
            Provider = AcsChannel.Name,
            Account = account,
            Kind = ContactKind.Message,
            ProviderMessageId = id,
            Thread = from,
            From = new() { Identities = PhoneNumber.FromInternationalDigits(from) is { } phone ? [new(IdentityKind.Phone, phone, Trust.Asserted)] : [] },
            ReplyTo = from,
            Text = item.Text("message"),
            OccurredAt = item.OccurredAt,
            ReceivedAt = UtcMilliseconds.Cut(item.ReceivedAt),
            Raw = item.All,
        });
    }
}
