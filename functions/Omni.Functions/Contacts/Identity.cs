using System.Text.Json.Serialization;

namespace Omni.Functions.Contacts;

/// <summary>Something that stands for a person: a phone, an address, a messenger's user id.</summary>
/// <param name="Kind">phone, email, wa_bsuid, telegram_user_id, telegram_username, …</param>
/// <param name="Value">Canonical: phones E.164, e-mails lower case with an ASCII domain, ids as the provider writes them.</param>
/// <param name="Trust">How far the channel vouches for it.</param>
public sealed record Identity(string Kind, string Value, Trust Trust)
{
    /// <summary>What the value can tell of who somebody is; judged when the contact is resolved, after the rules of that day.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IdentityStanding Standing { get; init; }

    /// <summary>
    /// It did not join: it is another customer's, or one more than a person has of its kind. Decided when the contact is resolved; a
    /// suggestion tells more.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsApart { get; init; }

    /// <summary>The person gave it up with this contact: it leads to them no longer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsEnded { get; init; }

    /// <summary>The form in addresses and keys: <c>kind:value</c>.</summary>
    [JsonIgnore]
    public string Key => $"{Kind}:{Value}";
}

/// <summary>Ordered: a higher value outweighs a lower one.</summary>
[JsonConverter(typeof(WordConverter<Trust>))]
public enum Trust
{
    /// <summary>A person typed it.</summary>
    Claimed,

    /// <summary>The channel shows it, but it can be forged: caller id, e-mail without DMARC pass.</summary>
    Asserted,

    /// <summary>The channel authenticates it.</summary>
    Verified,
}
