namespace Omni.Functions.Ingestion;

/// <summary>Settings <c>Omni__…</c> of the webhooks.</summary>
public sealed record WebhookOptions
{
    /// <summary>The address providers call, without a path; some sign it. The request's own host when it is not set.</summary>
    public string? PublicUrl { get; init; }
}
