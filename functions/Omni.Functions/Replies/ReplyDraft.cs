using Omni.Functions.Contacts;

namespace Omni.Functions.Replies;

/// <summary>A reply as it begins: addressed, and without words.</summary>
public static class ReplyDraft
{
    /// <param name="contact">Which is answered.</param>
    /// <param name="route">Where the answer goes.</param>
    /// <param name="id">Of the reply.</param>
    /// <param name="fingerprint">Of what was asked for.</param>
    /// <param name="now">When it was.</param>
    public static Reply To(Contact contact, ReplyRoute route, string id, string fingerprint, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(contact);

        // Whom it goes to, and no evidence of anything: what the other identities were worth was decided when they came.
        var reply = To(contact.From.Decisive[0], route, id, fingerprint, now);
        return reply with
        {
            Contact = reply.Contact with { Kind = contact.Kind == ContactKind.Chat ? ContactKind.Chat : ContactKind.Message, Thread = contact.Thread, InReplyTo = contact.Id },
            Answers = contact.ProviderMessageId,
        };
    }

    /// <summary>The same to somebody who has written nothing that this answers.</summary>
    public static Reply To(Identity person, ReplyRoute route, string id, string fingerprint, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(route);
        var asked = UtcMilliseconds.Cut(now);
        var queued = new Delivery { State = DeliveryState.Queued };
        return new Reply
        {
            Id = id,
            Contact = new Contact
            {
                Id = id,
                Channel = route.Channel,
                Provider = route.Sender.Provider,
                Account = route.Account,
                Direction = "outbound",
                Kind = ContactKind.Message,
                ProviderMessageId = id,
                From = new ContactSender { Identities = [person] },
                ReplyTo = route.To,
                Subject = route.Subject,
                Delivery = queued,
                OccurredAt = asked,
                ReceivedAt = asked,
            },
            AnswersTo = route.AnswersTo,
            Fingerprint = fingerprint,
            Stage = ReplyStage.Waiting,
            Delivery = queued,
            AskedAt = asked,
        };
    }
}
