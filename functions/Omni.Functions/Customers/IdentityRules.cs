using System.Collections.Frozen;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>Which values are not one person's. They stay with the contact and the profile as facts; what they may decide is their standing.</summary>
public static class IdentityRules
{
    private const int FewestDigits = 7;
    private const int LongestCountryCode = 3;

    private const string Rising = "01234567890123456789";
    private const string Falling = "98765432109876543210";

    /// <summary>Mailboxes that nobody reads, or that only software writes from.</summary>
    private static readonly FrozenSet<string> NobodysMailboxes = FrozenSet.Create(
        StringComparer.Ordinal,
        "noreply", "no-reply", "no_reply", "no.reply", "donotreply", "do-not-reply", "do_not_reply", "do.not.reply", "noresponse", "no-response",
        "mailer-daemon", "postmaster", "bounce", "bounces", "nobody", "null", "devnull", "undisclosed-recipients");

    /// <summary>Mailboxes of a function of a business: those of RFC 2142 and the usual ones beyond.</summary>
    private static readonly FrozenSet<string> Roles = FrozenSet.Create(
        StringComparer.Ordinal,
        "info", "marketing", "sales", "support", "abuse", "noc", "security", "hostmaster", "usenet", "news", "webmaster", "www", "uucp", "ftp",
        "admin", "administrator", "office", "contact", "contacts", "help", "helpdesk", "service", "hello", "mail", "team", "hr", "jobs", "career",
        "accounting", "accounts", "billing", "finance", "orders", "order", "shop", "store", "reception", "booking", "bookings", "reservations",
        "press", "pr", "legal", "secretary", "zakaz", "ofis", "buhgalteria", "priemnaya", "reklama", "sklad", "opt", "kadry");

    /// <summary>The contact with each identity's standing, and without more of a value than is kept; the same one where all of them join.</summary>
    public static Contact Judge(Contact contact, IdentityOptions options)
    {
        var identities = contact.From.Identities;
        Identity[]? judged = null;
        for (var at = 0; at < identities.Count; at++)
        {
            var standing = StandingOf(identities[at], options);
            var value = IdentityValue.Bounded(identities[at].Value);
            if (standing == identities[at].Standing && value == identities[at].Value)
                continue;
            judged ??= [.. identities];
            judged[at] = identities[at] with { Standing = standing, Value = value };
        }

        return judged is null ? contact : contact with { From = contact.From with { Identities = judged } };
    }

    /// <summary>Of whatever channel the identity is: what is no value of its kind is nobody's, and no list changes that.</summary>
    public static IdentityStanding StandingOf(Identity identity, IdentityOptions options)
    {
        if (!IdentityKey.IsSound(identity))
            return IdentityStanding.Blocked;
        if (identity.Kind is not (IdentityKind.Email or IdentityKind.Phone))
            return IdentityStanding.Joins;
        if (Names(options.Joining, identity))
            return IdentityStanding.Joins;
        if (Names(options.Blocked, identity))
            return IdentityStanding.Blocked;
        if (Names(options.Shared, identity))
            return IdentityStanding.Shared;
        return identity.Kind == IdentityKind.Phone ? OfPhone(identity.Value) : OfEmail(identity.Value);
    }

    /// <summary>What people type who have to type a number: one digit again and again, or all of them in a row.</summary>
    private static IdentityStanding OfPhone(string e164)
    {
        var digits = e164.AsSpan(1);
        if (digits.Length < FewestDigits)
            return IdentityStanding.Blocked;
        var isOneDigit = digits.Length - digits.TrimEnd(digits[^1]).Length >= Math.Max(FewestDigits, digits.Length - LongestCountryCode);
        return isOneDigit || IsRow(digits) ? IdentityStanding.Blocked : IdentityStanding.Joins;
    }

    /// <summary>A national number of ten digits in a row, below its country code.</summary>
    private static bool IsRow(ReadOnlySpan<char> digits) =>
        digits.Length > 10 && (Rising.AsSpan().IndexOf(digits[^10..]) >= 0 || Falling.AsSpan().IndexOf(digits[^10..]) >= 0);

    private static IdentityStanding OfEmail(string address)
    {
        var at = address.LastIndexOf('@');
        var local = address.AsSpan(0, at);
        var plus = local.IndexOf('+');
        var mailbox = plus > 0 ? local[..plus] : local;
        if (NobodysMailboxes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(mailbox))
            return IdentityStanding.Blocked;
        if (LookalikeAddress.Is(address))
            return IdentityStanding.Suspicious;
        return Roles.GetAlternateLookup<ReadOnlySpan<char>>().Contains(mailbox) ? IdentityStanding.Shared : IdentityStanding.Joins;
    }

    private static bool Names(IReadOnlySet<string> patterns, Identity identity)
    {
        if (patterns.Count == 0)
            return false;
        if (patterns.Contains(identity.Key))
            return true;
        var at = identity.Kind == IdentityKind.Email ? identity.Value.LastIndexOf('@') : -1;
        return at >= 0 && (patterns.Contains($"email:{identity.Value[..(at + 1)]}") || patterns.Contains($"email:{identity.Value[at..]}"));
    }
}
