using MimeKit;
using MimeKit.Utils;
using Omni.LocalAzure.Graph;

namespace Omni.LocalAzure.Dashboard;

/// <summary>What was typed to write to the business.</summary>
internal sealed record LetterForm(string? From, string? To, string? Subject, string? Text, string? Html)
{
    /// <summary>Hands it over as a mail server does.</summary>
    /// <returns>The mailboxes that got it.</returns>
    /// <exception cref="FormatException">An address is none.</exception>
    public async Task<IReadOnlyList<string>> SendAsync(PostOffice office, IFormFileCollection files, DateTimeOffset now, CancellationToken cancellation)
    {
        using var mime = await WriteAsync(files, now, cancellation);
        var wire = await office.Files.WriteAsync((file, token) => mime.WriteToAsync(file, token), cancellation);
        try
        {
            await using var stream = office.Files.Open(wire.Name);
            return [.. (await office.DeliverAsync(stream, [], cancellation)).Select(message => message.Mailbox)];
        }
        finally
        {
            office.Files.Delete([wire.Name]);
        }
    }

    private async Task<MimeMessage> WriteAsync(IFormFileCollection files, DateTimeOffset now, CancellationToken cancellation)
    {
        var mime = new MimeMessage { Subject = Subject ?? "", Date = now, MessageId = MimeUtils.GenerateMessageId("dashboard.example") };
        mime.From.Add(Address(From));
        mime.To.AddRange(InternetAddressList.TryParse(To ?? "", out var recipients) ? recipients : throw new FormatException($"'{To}' is no address."));
        var body = new BodyBuilder { TextBody = Text is { Length: > 0 } ? Text : null, HtmlBody = Html is { Length: > 0 } ? Html : null };
        foreach (var file in files.Where(file => file.FileName.Length > 0))
        {
            await using var content = file.OpenReadStream();
            await body.Attachments.AddAsync(Path.GetFileName(file.FileName), content, ContentType.TryParse(file.ContentType, out var type) ? type : new ContentType("application", "octet-stream"), cancellation);
        }

        mime.Body = body.ToMessageBody();
        return mime;
    }

    private static MailboxAddress Address(string? text) => MailboxAddress.TryParse(text ?? "", out var address) ? address : throw new FormatException($"'{text}' is no address.");
}
