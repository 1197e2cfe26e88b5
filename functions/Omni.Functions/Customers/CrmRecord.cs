using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>What a CRM keeps of the customer under one id.</summary>
/// <param name="System">Which CRM.</param>
/// <param name="Account">Its account or portal.</param>
/// <param name="EntityId">The record there.</param>
public sealed record CrmRecord(string System, string Account, string EntityId)
{
    /// <summary>Whether the CRM has given the record up: deleted it, or merged it into another.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>The change that told so, or that the record is there.</summary>
    public required Sighting From { get; init; }

    /// <summary>Ordered by name; at most <see cref="CrmRecords.AttributeLimit"/>. They stay when the record is removed, so that it can come back.</summary>
    public IReadOnlyList<CrmAttribute> Attributes { get; init; } = [];

    [JsonIgnore]
    public string Key { get; } = CrmIdentity.Of(System, Account, EntityId).Key;
}

/// <param name="Name">As the CRM calls it.</param>
/// <param name="Value">Null when it was taken away.</param>
/// <param name="From">The change that told it.</param>
public sealed record CrmAttribute(string Name, string? Value, Sighting From);
