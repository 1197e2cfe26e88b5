using Omni.Functions.Channels.Email.Threading;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Email;

/// <summary>Who is behind a mail: its sender, or whom a form of a web site names as the one to answer.</summary>
/// <param name="Identity">Null when nobody can be recognised.</param>
/// <param name="DisplayName">As written, decoded; null when empty.</param>
/// <param name="Party">Whose threads the mail may go on with.</param>
/// <param name="Relay">The address that passed on what somebody else wrote; null when nobody did.</param>
/// <param name="SentBy">Who sent it on behalf of the person; null when the person did.</param>
internal sealed record MailPerson(Identity? Identity, string? DisplayName, ThreadParty Party, string? Relay, string? SentBy)
{
    // Local parts and domains of machines that pass on what people typed.
    private static readonly string[] RelayNames =
        ["noreply", "no-reply", "no_reply", "no.reply", "donotreply", "do-not-reply", "do_not_reply", "wordpress", "forms", "form", "webform", "mailer"];

    private static readonly string[] RelayDomains =
        ["formspree.io", "jotform.com", "typeform.com", "wufoo.com", "formsubmit.co", "web3forms.com", "getform.io", "tilda.ws", "tildacdn.com", "netlify.com", "squarespace.info", "wixforms.com"];

    public static MailPerson Of(Mail mail, string? authenticationServer)
    {
        var replyTo = MailSender.Read(mail.Headers.Raw("Reply-To"));
        if (mail.Sender.Address is { } relay && replyTo is { IsSole: true, Address: { } typed } && IsRelayed(relay, typed, mail.Account))
            return new MailPerson(new Identity(IdentityKind.Email, typed, Trust.Claimed), replyTo.DisplayName, ThreadParty.Uncertain(typed), relay, null);
        if (mail.Sender.Address is not { } address)
            return new MailPerson(null, mail.Sender.DisplayName, ThreadParty.Nobody, null, null);

        var trust = MailTrust.Of(mail.Headers, mail.Sender, authenticationServer);
        var party = MailTrust.IsRefuted(mail.Headers, authenticationServer) ? ThreadParty.Uncertain(address) : ThreadParty.Certain(address);
        var sentBy = MailSender.Read(mail.Headers.Raw("Sender")).Address;
        return new MailPerson(new Identity(IdentityKind.Email, address, trust), mail.Sender.DisplayName, party, null, sentBy == address ? null : sentBy);
    }

    /// <summary>
    /// Only where the sender is a machine or the business itself, and the one to answer is neither of them: whoever answers for a colleague or
    /// a mailing list stays the sender.
    /// </summary>
    private static bool IsRelayed(string from, string replyTo, string account) =>
        Domain(from) != Domain(replyTo) && !IsRelay(replyTo) && !IsOurs(replyTo, account) && (IsRelay(from) || IsOurs(from, account));

    private static bool IsRelay(string address)
    {
        var name = address[..address.LastIndexOf('@')];
        var domain = Domain(address);
        return RelayNames.Contains(name.Split('+')[0]) || RelayDomains.Any(known => domain == known || domain.EndsWith($".{known}", StringComparison.Ordinal));
    }

    /// <summary>Mail is received at a domain of the business or below one.</summary>
    private static bool IsOurs(string address, string account)
    {
        var (theirs, ours) = (Domain(address), Domain(account));
        return ours.Contains('.', StringComparison.Ordinal) && theirs.Contains('.', StringComparison.Ordinal)
            && (theirs == ours || ours.EndsWith($".{theirs}", StringComparison.Ordinal) || theirs.EndsWith($".{ours}", StringComparison.Ordinal));
    }

    private static string Domain(string address) => address[(address.LastIndexOf('@') + 1)..];
}
