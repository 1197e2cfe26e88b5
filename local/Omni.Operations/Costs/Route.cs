namespace Omni.Operations.Costs;

/// <summary>Channels that come another way than by a provider's webhook.</summary>
internal static class Route
{
    /// <summary>Communication Services: by Event Grid and a queue.</summary>
    public const string Acs = "acs";

    /// <summary>Azure Bot.</summary>
    public const string Bot = "bot";
}
