using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Jivo;

/// <summary>Whom an event is about. Name, phone and e-mail are what the visitor typed; the number is Jivo's own.</summary>
internal static class JivoVisitor
{
    private const string UserToken = "userToken";

    public static string? Name(JsonElement json) => json.At("visitor"u8).Text("name"u8)?.Trim() is { Length: > 0 } name ? name : null;

    /// <param name="jivo">The event.</param>
    /// <param name="caller">The number of a caller, which leads; null in a chat.</param>
    public static IReadOnlyList<Identity> Identities(JivoEvent jivo, string? caller = null)
    {
        var visitor = jivo.Json.At("visitor"u8);
        var identities = new List<Identity>(3);
        if (PhoneNumber.Canonical(caller, jivo.DefaultRegion) is { } calling)
            identities.Add(new(IdentityKind.Phone, calling, Trust.Asserted));
        if (PhoneNumber.Canonical(visitor.Text("phone"u8), jivo.DefaultRegion) is { } phone && !identities.Exists(known => known.Value == phone))
            identities.Add(new(IdentityKind.Phone, phone, Trust.Claimed));
        if (EmailAddress.Canonical(visitor.Text("email"u8)) is { } email)
            identities.Add(new(IdentityKind.Email, email, Trust.Claimed));
        if (visitor.Text("number"u8) is { } number)
            identities.Add(new("jivo_visitor", number, Trust.Verified));
        return identities;
    }

    /// <summary>The page, the site's own id of the visitor where it tells Jivo one, and what was typed as a phone or an address and is none.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Extras(JsonElement json, string defaultRegion)
    {
        var visitor = json.At("visitor"u8);
        var extras = new ContactExtras().Add("page", json.At("page"u8)).Add(UserToken, json.At("user_token"u8));
        if (visitor.Text("phone"u8) is { } phone && PhoneNumber.Canonical(phone, defaultRegion) is null)
            extras.Add(IdentityKind.Phone, visitor.At("phone"u8));
        if (visitor.Text("email"u8) is { } email && EmailAddress.Canonical(email) is null)
            extras.Add(IdentityKind.Email, visitor.At("email"u8));
        return extras.Build();
    }
}
