using Omni.Functions.Channels;
using Omni.Functions.Contacts;

namespace Omni.Functions.Replies;

/// <summary>Finds who answers a contact: the provider that it came by, or the one that was chosen for its channel.</summary>
public sealed class ReplyRoutes(ReplySenders senders, ReplyOptions options)
{
    /// <summary>Where people leave an address rather than write from one of a provider.</summary>
    private const string Form = "form";

    /// <returns>Null when nobody can be written to there.</returns>
    public ReplyRoute? Find(Contact contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        if (contact is not { Direction: "inbound", Kind: not (ContactKind.Receipt or ContactKind.Correction or ContactKind.Consent or ContactKind.HandOff), ReplyTo: { } endpoint, From.Decisive.Count: > 0 })
            return null;
        if (senders.Find(contact.Provider) is { } own && own.Answers(contact))
            return new ReplyRoute(own, contact.Channel, contact.Account, endpoint) { Subject = contact.Channel == OutgoingMail.Channel ? OutgoingMail.SubjectFor(contact) : null };
        return contact.Channel switch
        {
            OutgoingMail.Channel or Form when EmailAddress.Canonical(endpoint) is { } address && ByChoice(options.Email, OutgoingMail.Channel, address) is { } route => route with
            {
                Subject = OutgoingMail.SubjectFor(contact),
                AnswersTo = contact.Channel == OutgoingMail.Channel && contact.Account != route.Account ? EmailAddress.Canonical(contact.Account) : null,
            },
            "sms" or Form when PhoneNumber.FromInternationalDigits(endpoint) is { } number => ByChoice(options.Sms, "sms", number),
            _ => null,
        };
    }

    /// <summary>The way to an address that nobody has written from just now.</summary>
    /// <returns>Null when there is none.</returns>
    public ReplyRoute? FindTo(Identity person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person.Kind switch
        {
            IdentityKind.Email => ByChoice(options.Email, OutgoingMail.Channel, person.Value),
            IdentityKind.Phone => ByChoice(options.Sms, "sms", person.Value),
            _ => null,
        };
    }

    private ReplyRoute? ByChoice(ReplyChoice? choice, string channel, string to) =>
        choice is not null && senders.Find(choice.Through) is { } sender ? new ReplyRoute(sender, channel, choice.From, to) : null;
}

/// <summary>The way to a person.</summary>
/// <param name="Sender">Who sends.</param>
/// <param name="Channel">Over which it goes, which is not always the one it came by.</param>
/// <param name="Account">The address of ours that it comes from.</param>
/// <param name="To">The person's.</param>
public sealed record ReplyRoute(IReplySender Sender, string Channel, string Account, string To)
{
    public string? Subject { get; init; }

    /// <summary>Mail only: the address of ours that the person wrote to, where it is another.</summary>
    public string? AnswersTo { get; init; }
}
