using MimeKit.Utils;
using Omni.LocalAzure.Graph.Bodies;
using Omni.LocalAzure.Graph.Mime;
using Omni.LocalAzure.Graph.Store;
using Omni.LocalAzure.Providers.Sending;

namespace Omni.LocalAzure.Graph;

/// <summary>Sends what was written here: a copy stays in the sender's sent items, and mailboxes of this place that it names get theirs. Nothing leaves the machine.</summary>
internal sealed class Outbox(PostOffice office)
{
    /// <summary>As the app names it.</summary>
    public const string Provider = "mailbox";

    /// <summary>The draft becomes the sent message and keeps the id that lasts.</summary>
    public async Task SendAsync(Mailbox mailbox, StoredMessage draft, CancellationToken cancellation)
    {
        var sent = office.Mailboxes.FindFolder(mailbox, KnownFolders.Sent)!; // every mailbox has it
        var now = office.Now;
        var attachments = office.Messages.Attachments(draft);
        var moved = await office.Messages.MoveAsync(draft, sent, content => Sent(content, mailbox, now));
        if (moved is not null) await DeliverAsync(moved.Content, attachments, cancellation);
    }

    /// <summary>Sends what was never a draft.</summary>
    /// <param name="mailbox">The sender.</param>
    /// <param name="written">What it says.</param>
    /// <param name="attachments">Its files, which now belong to the copy.</param>
    /// <param name="keep">Whether a copy stays.</param>
    /// <param name="cancellation">Ends the delivery.</param>
    public async Task SendAsync(Mailbox mailbox, MailMessage written, IReadOnlyList<MailAttachment> attachments, bool keep, CancellationToken cancellation)
    {
        var content = Sent(written, mailbox, office.Now);
        await DeliverAsync(content, attachments, cancellation);
        if (keep) await office.Messages.AddAsync(office.Mailboxes.FindFolder(mailbox, KnownFolders.Sent)!, content, attachments); // every mailbox has it
        else office.Files.Delete(attachments.Select(attachment => attachment.File).OfType<string>());
    }

    /// <summary>Whatever is written here has an id before it is sent, as drafts of Exchange do.</summary>
    public static string NewInternetId() => $"<{MimeUtils.GenerateMessageId("prod.outlook.example")}>";

    private static MailMessage Sent(MailMessage content, Mailbox mailbox, DateTimeOffset now) => content with
    {
        From = content.From ?? new MailParty(mailbox.Address, mailbox.Address),
        Sender = content.Sender ?? new MailParty(mailbox.Address, mailbox.Address),
        InternetMessageId = content.InternetMessageId ?? NewInternetId(),
        IsDraft = false,
        IsRead = true,
        SentAt = now,
        ReceivedAt = now,
        ModifiedAt = now,
    };

    private static SendRequest Told(MailMessage content, MailParty to, IReadOnlyList<MailAttachment> attachments) =>
        new(Provider, content.From?.Address, to.Address ?? "", content.Body.IsHtml ? MailHtml.ToText(content.Body.Content) : content.Body.Content, $"{content.InternetMessageId} {to.Address}")
        {
            Subject = content.Subject,
            MessageId = content.InternetMessageId,
            ReplyTo = content.ReplyTo is [{ Address: { } address }, ..] ? address : null,
            Files = [.. attachments.Select(static file => file.Name ?? "")],
        };

    private async Task DeliverAsync(MailMessage content, IReadOnlyList<MailAttachment> attachments, CancellationToken cancellation)
    {
        foreach (var party in content.Recipients.Where(party => office.Mailboxes.Find(party.Address ?? "") is null)) office.Sent(Told(content, party, attachments));
        var envelope = content.Recipients.Select(party => party.Address ?? "").Where(address => office.Mailboxes.Find(address) is not null).ToList();
        if (envelope.Count == 0) return;
        using var mime = OutgoingMail.Write(content, attachments, office.Files);
        var wire = await office.Files.WriteAsync((file, token) => mime.WriteToAsync(file, token), cancellation);
        try
        {
            await using var stream = office.Files.Open(wire.Name);
            await new Postman(office).DeliverAsync(stream, envelope, cancellation);
        }
        finally
        {
            office.Files.Delete([wire.Name]);
        }
    }
}
