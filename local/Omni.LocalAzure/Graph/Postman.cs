using MimeKit;
using MimeKit.Utils;
using Omni.LocalAzure.Graph.Bodies;
using Omni.LocalAzure.Graph.Mime;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Graph;

/// <summary>Files what comes over the wire into the mailboxes it is for.</summary>
internal sealed class Postman(PostOffice office)
{
    /// <summary>A copy for each mailbox, with files of its own; they are on disk when this completes.</summary>
    /// <param name="wire">RFC 5322.</param>
    /// <param name="envelope">Whom it is for; empty for those it names itself.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The mailboxes that got it: none when it is for others alone.</returns>
    /// <exception cref="FormatException">It is no message.</exception>
    public async Task<IReadOnlyList<StoredMessage>> DeliverAsync(Stream wire, IReadOnlyList<string> envelope, CancellationToken cancellation)
    {
        var arrived = await office.Files.WriteAsync((file, token) => wire.CopyToAsync(file, token), cancellation);
        try
        {
            await using var source = office.Files.Open(arrived.Name);
            using var mime = await LoadAsync(source, cancellation);
            var content = IncomingMail.Read(mime, office.Now);
            // Whoever takes a message over stamps it when its sender did not, once for all who get it.
            content = content.InternetMessageId is null ? content with { InternetMessageId = $"<{MimeUtils.GenerateMessageId("stamped.example")}>" } : content;
            var filed = new List<StoredMessage>();
            foreach (var mailbox in Addressees(content, envelope)) filed.Add(await FileAsync(mailbox, new Arrival(arrived.Name, mime, content), cancellation));
            return filed;
        }
        finally
        {
            office.Files.Delete([arrived.Name]);
        }
    }

    private static async Task<MimeMessage> LoadAsync(Stream source, CancellationToken cancellation)
    {
        if (source.Length == 0) throw new FormatException("The message is empty.");
        return await IncomingMail.LoadAsync(source, cancellation);
    }

    private List<Mailbox> Addressees(MailMessage content, IReadOnlyList<string> envelope) =>
        [.. (envelope.Count > 0 ? envelope : content.Recipients.Select(party => party.Address ?? "")).Select(office.Mailboxes.Find).OfType<Mailbox>().DistinctBy(mailbox => mailbox.Address)];

    private async Task<StoredMessage> FileAsync(Mailbox mailbox, Arrival arrival, CancellationToken cancellation)
    {
        var conversation = office.Messages.ConversationOf(mailbox.Address, Ancestors(arrival.Content));
        var content = arrival.Content with
        {
            ConversationId = conversation ?? MailIds.Conversation(),
            UniqueBody = UniqueBody.Of(arrival.Content.Body, isAnswer: conversation is not null || Ancestors(arrival.Content).Any()),
            BccRecipients = [],
        };
        var attachments = await IncomingFiles.KeepAsync(arrival.Mime, office.Files, content.ReceivedAt, cancellation);
        var copy = await office.Files.CopyAsync(arrival.File, cancellation);
        var inbox = office.Mailboxes.FindFolder(mailbox, KnownFolders.Inbox)!; // every mailbox has it
        return await office.Messages.AddAsync(inbox, content, attachments, copy.Name);
    }

    private static IEnumerable<string> Ancestors(MailMessage content) => content.InReplyTo is { } answered ? content.References.Append(answered) : content.References;

    private sealed record Arrival(string File, MimeMessage Mime, MailMessage Content);
}
