using Omni.LocalAzure.Graph.Bodies;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Graph;

/// <summary>The answer to a message, before somebody writes it.</summary>
internal static class Replies
{
    /// <param name="answered">The message.</param>
    /// <param name="mailbox">Who answers.</param>
    /// <param name="comment">Comes before the quoted message.</param>
    /// <param name="now">When.</param>
    public static MailMessage To(MailMessage answered, Mailbox mailbox, string comment, DateTimeOffset now)
    {
        var body = new MailBody(IsHtml: true, Quoted(answered, comment));
        return new MailMessage
        {
            Subject = answered.Subject is { } subject && subject.StartsWith("RE: ", StringComparison.OrdinalIgnoreCase) ? subject : $"RE: {answered.Subject}",
            From = new MailParty(mailbox.Address, mailbox.Address),
            Sender = new MailParty(mailbox.Address, mailbox.Address),
            ToRecipients = answered.ReplyTo.Count > 0 ? answered.ReplyTo : [.. new[] { answered.From ?? answered.Sender }.OfType<MailParty>()],
            Body = body,
            UniqueBody = UniqueBody.Of(body, isAnswer: true),
            InternetMessageId = Outbox.NewInternetId(),
            InReplyTo = answered.InternetMessageId,
            References = [.. answered.References, .. new[] { answered.InternetMessageId }.OfType<string>()],
            ConversationId = answered.ConversationId,
            IsDraft = true,
            IsRead = true,
            CreatedAt = now,
            ReceivedAt = now,
            SentAt = now,
            ModifiedAt = now,
        };
    }

    private static string Quoted(MailMessage answered, string comment)
    {
        var quoted = answered.Body.IsHtml ? Inner(answered.Body.Content) : Encoded(answered.Body.Content);
        return $"<html><head></head><body><div>{Encoded(comment)}</div><hr><div id=\"divRplyFwdMsg\"><b>From:</b> {Encoded(answered.From?.Address)}<br><b>Sent:</b> {answered.SentAt:R}<br><b>Subject:</b> {Encoded(answered.Subject)}</div><div>{quoted}</div></body></html>";
    }

    private static string Inner(string html) =>
        MailHtml.Parse(html) is { } root ? root.QuerySelector("body")?.InnerHtml ?? "" : Encoded(MailHtml.ToText(html));

    private static string Encoded(string? text) => System.Net.WebUtility.HtmlEncode(text ?? "").ReplaceLineEndings("<br>");
}
