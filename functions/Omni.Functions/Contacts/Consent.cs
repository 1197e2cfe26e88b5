using System.Text.Json.Serialization;

namespace Omni.Functions.Contacts;

/// <summary>Whether a person wants to be written to: said once, never changed, outweighed by what is said later.</summary>
/// <param name="Channel">Over which.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Given">False where it is withdrawn.</param>
public sealed record Consent(string Channel, ConsentPurpose Purpose, bool Given);

[JsonConverter(typeof(WordConverter<ConsentPurpose>))]
public enum ConsentPurpose
{
    /// <summary>Answers, and what somebody has to know about what they ordered.</summary>
    Service,

    /// <summary>Offers.</summary>
    Marketing,
}
