using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Golden;

/// <summary>Which of several values stands for the field. A rule decides when the profile is read, so another one counts for all customers at once.</summary>
[JsonConverter(typeof(WordConverter<SurvivorshipRule>))]
public enum SurvivorshipRule
{
    /// <summary>Told last.</summary>
    Newest,

    /// <summary>Told by whoever is trusted most; among those, last.</summary>
    MostTrusted,

    /// <summary>The most letters; among those, told last.</summary>
    Longest,
}
