using Omni.Azure.Bot;

namespace Omni.Functions.Ingestion;

/// <summary>The way to the Bot Connector; without one there is no bot.</summary>
/// <param name="Adapter">Null when no app id is set.</param>
public sealed record BotConnection(CloudAdapter? Adapter);
