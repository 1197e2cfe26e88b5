using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Merging;

/// <summary>What made two customers one.</summary>
[JsonConverter(typeof(WordConverter<MergeRule>))]
public enum MergeRule
{
    /// <summary>A contact carried identities of both.</summary>
    Identity,

    /// <summary>Somebody decided it.</summary>
    Manual,

    /// <summary>The whole history was replayed under the rules of that day.</summary>
    Replay,
}
