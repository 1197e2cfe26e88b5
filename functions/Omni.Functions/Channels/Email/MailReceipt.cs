using System.Text.Json;
using Omni.Functions.Channels.Email.Threading;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Email;

/// <summary>A contact of kind receipt for each address that could not be reached: nobody waits for an answer to it.</summary>
internal static class MailReceipt
{
    public static void Read(Mail mail, string id, IReadOnlyList<DeliveryFailure> failures, ReplyKey key, DateTimeOffset receivedAt, NormalisedRequestBuilder parts)
    {
        var raw = mail.Headers.ToJson();
        foreach (var failure in failures)
        {
            parts.Add(Contact(mail, $"{id}:{failure.Address}", failure, key, receivedAt, raw));
            if (failure.MessageId is { } original && ReplyToken.Find(key, original) is not null)
                parts.Tell(Receipt(mail, original, failure, receivedAt));
        }
    }

    /// <summary>Of a reply of ours. A mail that may yet arrive has not failed.</summary>
    private static DeliveryReceipt Receipt(Mail mail, string original, DeliveryFailure failure, DateTimeOffset receivedAt) => new()
    {
        Provider = mail.Provider,
        ProviderMessageId = original,
        Delivery = Delivery.At(DeliveryState.Failed, MailContact.OccurredAt(mail.Headers, receivedAt), failure.Status ?? "bounced"),
        HeardAt = receivedAt,
    };

    private static Contact Contact(Mail mail, string id, DeliveryFailure failure, ReplyKey key, DateTimeOffset receivedAt, JsonElement raw) => new()
    {
        Id = mail.ContactId is { } shared ? ContactId.From(mail.Provider, shared, id) : ContactId.From(mail.Provider, mail.Account, id),
        Channel = MailContact.Channel,
        Provider = mail.Provider,
        Account = mail.Account,
        Kind = ContactKind.Receipt,
        ProviderMessageId = id,
        Thread = failure.MessageId is { } original ? ReplyToken.Find(key, original)?.Thread : null,

        // Anybody can write a report.
        From = new ContactSender { Identities = [new Identity(IdentityKind.Email, failure.Address, Trust.Claimed)] },
        Subject = string.IsNullOrEmpty(mail.Subject) ? null : mail.Subject,
        Extras = new ContactExtras()
            .Add("receipt", EmailJson.Element("failed"))
            .Add("failedAddress", EmailJson.Element(failure.Address))
            .Add("statusCode", EmailJson.Element(failure.Status))
            .Add("isPermanent", EmailJson.Flag(failure.IsPermanent))
            .Add("diagnostic", EmailJson.Element(failure.Diagnostic))
            .Add("originalMessageId", EmailJson.Element(failure.MessageId))
            .Build(),
        OccurredAt = MailContact.OccurredAt(mail.Headers, receivedAt),
        ReceivedAt = receivedAt,
        Raw = raw,
    };
}
