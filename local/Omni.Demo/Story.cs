using Omni.Drivers.Providers;

namespace Omni.Demo;

/// <summary>One customer's contacts in the order they happen, and the identity an operator would look the customer up by.</summary>
internal sealed record Story(string Title, string LookUp, IReadOnlyList<SignedRequest> Contacts);
