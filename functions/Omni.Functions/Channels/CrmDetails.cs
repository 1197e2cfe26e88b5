using Omni.Functions.Contacts;

namespace Omni.Functions.Channels;

/// <summary>
/// Collects what a record of a CRM tells of a person. Bounded, so that a change always fits into a message: a record that tells more
/// keeps it in the CRM.
/// </summary>
/// <param name="trust">Of phone numbers and addresses: claimed, since somebody typed them, unless the CRM is said to be the authority.</param>
/// <param name="defaultRegion">ISO 3166 country of phone numbers without a country code.</param>
public sealed class CrmDetails(Trust trust, string defaultRegion)
{
    private const int MostIdentities = 20;
    private const int MostAttributes = 50;
    private const int LongestName = 100;
    private const int LongestValue = 500;

    private readonly List<Identity> identities = [];
    private readonly Dictionary<string, string?> attributes = new(StringComparer.Ordinal);

    public IReadOnlyList<Identity> Identities => identities;

    public IReadOnlyDictionary<string, string?> Attributes => attributes;

    public static Trust TrustOf(ChannelSettings settings) => settings.Flag("Authoritative") ? Trust.Verified : Trust.Claimed;

    public void Phone(string? text) => Identify(IdentityKind.Phone, PhoneNumber.Canonical(text, defaultRegion));

    public void Email(string? text) => Identify(IdentityKind.Email, EmailAddress.Canonical(text));

    public static string? Name(string? text) => text?.Trim() is { Length: > 0 } name ? WholeCharacters.First(name, LongestValue) : null;

    /// <summary>An empty value is one that was taken away.</summary>
    public void Attribute(string name, string? value)
    {
        if (name.Length is > 0 and <= LongestName && attributes.Count < MostAttributes)
            attributes.TryAdd(name, string.IsNullOrWhiteSpace(value) ? null : WholeCharacters.First(value, LongestValue));
    }

    private void Identify(string kind, string? value)
    {
        if (value is not null && identities.Count < MostIdentities && !identities.Exists(known => known.Kind == kind && known.Value == value))
            identities.Add(new Identity(kind, value, trust));
    }
}
