using System.Globalization;
using Omni.LocalAzure.Graph;
using Omni.LocalAzure.Graph.Bodies;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Dashboard;

/// <summary>What the mail page shows: one mailbox, what came into it and what was sent from it.</summary>
public sealed record MailView
{
    private const int Most = 100;

    /// <summary>What came of the last button.</summary>
    public string? Notice { get; init; }

    public required IReadOnlyList<string> Mailboxes { get; init; }

    /// <summary>The address of the one that is shown; null when there is none.</summary>
    public required string? Mailbox { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<MailLine> Messages { get; init; }

    internal static MailView Read(PostOffice office, string? address, string? notice)
    {
        var mailbox = (address is null ? null : office.Mailboxes.Find(address)) ?? (office.KnownMailboxes is [var first, ..] ? first : null);
        return new MailView
        {
            Notice = notice,
            Mailboxes = [.. office.KnownMailboxes.Select(known => known.Address)],
            Mailbox = mailbox?.Address,
            Messages = mailbox is null ? [] : Lines(office, mailbox),
        };
    }

    private static IReadOnlyList<MailLine> Lines(PostOffice office, Mailbox mailbox)
    {
        var folders = office.Mailboxes.Folders(mailbox).ToDictionary(folder => folder.Id, folder => folder.Name);
        return [.. office.Messages.List(mailbox, null, new MessageQuery { Top = Most }).Select(message => MailLine.Of(message, folders[message.Folder], office.Messages.Attachments(message)))];
    }
}

/// <summary>A message as it is shown.</summary>
public sealed record MailLine
{
    private const int LongestText = 16_384;

    public required string Id { get; init; }

    public required string Time { get; init; }

    public required string Folder { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    /// <summary>Name and size of each.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    internal static MailLine Of(StoredMessage message, string folder, IReadOnlyList<MailAttachment> files)
    {
        var body = message.Content.Body;
        var text = body.IsHtml ? MailHtml.ToText(body.Content) : body.Content;
        return new MailLine
        {
            Id = message.ImmutableId,
            Time = message.Content.ReceivedAt.ToString("u", CultureInfo.InvariantCulture),
            Folder = folder,
            From = message.Content.From?.Address ?? "",
            To = string.Join(", ", message.Content.Recipients.Select(party => party.Address)),
            Subject = message.Content.Subject ?? "",
            Text = text[..Math.Min(text.Length, LongestText)],
            Files = [.. files.Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Name} ({file.Size} bytes)"))],
        };
    }
}
