namespace Omni.Functions.Channels.Form;

/// <summary>Who a proven submission is from.</summary>
/// <param name="Origin">A known site's, when the request names one.</param>
/// <param name="IsSigned">By the site's server. Without a signature the origin alone is the proof, and a script can write one.</param>
internal sealed record FormSender(string? Origin, bool IsSigned)
{
    public bool IsBrowser => Origin is not null && !IsSigned;
}
