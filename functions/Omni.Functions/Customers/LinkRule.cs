using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>By which rule an identity leads to a customer.</summary>
[JsonConverter(typeof(WordConverter<LinkRule>))]
public enum LinkRule
{
    /// <summary>It came in one contact with an identity of the customer, or was the customer's first.</summary>
    SameContact,

    /// <summary>Somebody's number changed, and the channel or a person said so.</summary>
    Changed,
}
