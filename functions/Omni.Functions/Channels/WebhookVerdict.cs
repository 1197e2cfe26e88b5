namespace Omni.Functions.Channels;

/// <summary>Whether a request comes from whom it claims to come from.</summary>
public enum WebhookVerdict
{
    /// <summary>There is no proof in the request.</summary>
    Missing,

    /// <summary>There is one, and it does not fit.</summary>
    Wrong,

    Proven,
}
