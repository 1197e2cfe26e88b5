using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Golden;

/// <summary>
/// A field of the golden profile: the value that survives, the newest contact or change in a CRM that told it, and the values that contradict it,
/// in the order in which they would stand in for it.
/// </summary>
public sealed record GoldenField(
    string Value,
    string Source,
    string ContactId,
    [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset? At,
    Trust Trust,
    SurvivorshipRule Rule,
    IReadOnlyList<ToldValue> Others);

public sealed record ToldValue(
    string Value, string Source, string ContactId, [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset? At, Trust Trust)
{
    public static ToldValue Of(FieldValue told) => new(told.Value, told.Source, told.From.ContactId, told.From.At, told.Trust);
}
