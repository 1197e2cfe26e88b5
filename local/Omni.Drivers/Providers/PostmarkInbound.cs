using System.Text.Json;

namespace Omni.Drivers.Providers;

/// <summary>Plays Postmark's inbound stream.</summary>
public sealed class PostmarkInbound(string userName, string password)
{
    public static SignedRequest Prove(ProviderCall call, Func<string, string> setting) =>
        call.ProvenBy(BasicCredentials.Header, BasicCredentials.Of(setting("Channels__Postmark__Username"), setting("Channels__Postmark__Password")));

    /// <param name="address">The sender's.</param>
    /// <param name="name">As in the <c>From</c> header.</param>
    /// <param name="messageId">Postmark's GUID.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="text">What the customer wrote.</param>
    /// <param name="at">When.</param>
    /// <param name="files">Name, type and bytes of each file.</param>
    public SignedRequest Text(
        string address, string name, string messageId, string subject, string text, DateTimeOffset at, params IEnumerable<(string Name, string Type, byte[] Content)> files)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            FromFull = new { Email = address, Name = name, MailboxHash = "" },
            OriginalRecipient = "help@in.example.com",
            MessageID = messageId,
            Subject = subject,
            Date = at.ToString("r"),
            TextBody = text,
            Headers = new[] { new { Name = "Message-ID", Value = $"<{messageId}@mail.example.org>" } },
            Attachments = files.Select(file => new { file.Name, ContentType = file.Type, Content = Convert.ToBase64String(file.Content), ContentLength = file.Content.Length }),
        });
        return new SignedRequest("postmark", body, "application/json", BasicCredentials.Header, BasicCredentials.Of(userName, password));
    }
}
