using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Twilio;

/// <summary>Who wrote or called, from an address in Twilio's writing: a number, or a scheme and what follows it.</summary>
internal static class TwilioSender
{
    // What Twilio gives as the caller of a withheld number: words, and the same words typed on a keypad.
    // Sources for the numbers beyond the first are public code only, so they are refused as identities and nothing else.
    private static readonly string[] Withheld =
        ["anonymous", "restricted", "unavailable", "unknown", "+266696687", "+86282452253", "+8656696", "+2562533", "+7378742833"];

    /// <summary>The sender of a message. WhatsApp knows its users' numbers; the sender of an SMS can be forged.</summary>
    public static ContactSender OfMessage(JsonElement fields, string from)
    {
        var (scheme, address) = Split(from);
        var identities = new List<Identity>(2);
        if (scheme == "whatsapp")
        {
            AddPhone(identities, address.StartsWith('+') ? address : fields.Text("WaId"u8), Trust.Verified);

            // How people without a visible number are written is not documented: a captured request names them in ExternalUserId.
            if ((UserId(fields.Text("ExternalUserId"u8)) ?? UserId(from)) is { } userId)
                identities.Add(new(IdentityKind.WhatsAppBusinessScopedId, userId, Trust.Verified));
        }
        else if (address.StartsWith('+'))
        {
            AddPhone(identities, address, Trust.Asserted);
        }

        return new() { Identities = identities, DisplayName = Name(fields.Text("ProfileName"u8)) };
    }

    /// <summary>The caller. A caller id can be forged, whatever attestation it comes with; an app of ours knows its users.</summary>
    public static ContactSender OfCall(JsonElement fields, string? from)
    {
        var identities = new List<Identity>(1);
        var (scheme, address) = Split(from ?? "");
        if (IsWithheld(address))
            return new() { Identities = [], DisplayName = Name(fields.Text("CallerName"u8)) };
        if (scheme is "sip" or "sips")
            identities.Add(new("sip", WithoutParameters(from ?? ""), Trust.Asserted));
        else if (scheme == "client" && address.Length > 0)
            identities.Add(new("twilio_client", address, Trust.Verified));
        else if (address.StartsWith('+'))
            AddPhone(identities, address, Trust.Asserted);
        return new() { Identities = identities, DisplayName = Name(fields.Text("CallerName"u8)) };
    }

    /// <summary>The scheme before the colon: whatsapp, messenger, rcs, sip, client; none for a number.</summary>
    public static (string? Scheme, string Address) Split(string from)
    {
        var colon = from.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (null, from.Trim()) : (from[..colon].ToLowerInvariant(), from[(colon + 1)..].Trim());
    }

    /// <summary>A number from an address somebody wrote: its plus may have arrived as a blank, or not at all.</summary>
    public static string WithPlus(string from) =>
        from.TrimStart() is [>= '0' and <= '9', ..] digits ? $"+{digits}" : from;

    /// <summary>Whether the address is one that every caller without a number has; SIP has a host of its own for them (RFC 3323, 4.1.1.3).</summary>
    public static bool IsWithheld(string address)
    {
        var (user, host) = address.Split('@', 2) is [var before, var after] ? (before, WithoutParameters(after)) : (address, "");
        return Withheld.Contains(user, StringComparer.OrdinalIgnoreCase) || host.Split(':')[0] == "anonymous.invalid";
    }

    private static void AddPhone(List<Identity> identities, string? number, Trust trust)
    {
        if (PhoneNumber.FromInternationalDigits(number) is { } phone)
            identities.Add(new(IdentityKind.Phone, phone, trust));
    }

    /// <summary>Business-scoped ids begin with the letters of a country.</summary>
    private static string? UserId(string? address) =>
        address is not null && Split(address) is ("whatsapp", [var first, _, ..] id) && char.IsAsciiLetter(first) ? id : null;

    /// <summary>A SIP address ends where its parameters begin.</summary>
    private static string WithoutParameters(string address)
    {
        var semicolon = address.IndexOf(';', StringComparison.Ordinal);
        return (semicolon < 0 ? address : address[..semicolon]).Trim().ToLowerInvariant();
    }

    private static string? Name(string? text) => text?.Trim() is { Length: > 0 } name ? name : null;
}
