using System.Text;

namespace Omni.Functions.Channels.Mailgun;

/// <summary>
/// Time, token and the HMAC of both. They are not over the content, so a recorded trio would carry any content for as long
/// as it is good.
/// </summary>
/// <remarks>https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks</remarks>
internal readonly record struct MailgunSignature(string? Time, string? Token, string? Signature)
{
    // Mailgun tries for eight hours. Whether it signs each attempt anew is not documented.
    private static readonly ReplayWindow Window = new(TimeSpan.FromHours(12));

    public bool IsThere => !string.IsNullOrEmpty(Time) && !string.IsNullOrEmpty(Token) && !string.IsNullOrEmpty(Signature);

    public WebhookVerdict Verify(DateTimeOffset receivedAt, IReadOnlyList<string> keys)
    {
        if (!IsThere)
            return WebhookVerdict.Missing;
        return Window.Holds(UnixTime.Seconds(Time), receivedAt)
            ? SharedSecret.CompareHmacSha256(Signature, "", Encoding.UTF8.GetBytes(Time + Token), keys)
            : WebhookVerdict.Wrong;
    }
}
