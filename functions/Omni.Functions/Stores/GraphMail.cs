using System.Globalization;
using Microsoft.Graph.Models;
using Omni.Functions.Channels;
using File = Omni.Functions.Contacts.Attachment;

namespace Omni.Functions.Stores;

/// <summary>A message of Microsoft Graph in our own words.</summary>
internal static class GraphMail
{
    /// <exception cref="FormatException">It is none that came in.</exception>
    public static MailboxMessage Of(string messageId, string mailbox, Message message, IReadOnlyList<Attachment> files) => new()
    {
        Id = messageId,
        ReceivedAt = message.ReceivedDateTime ?? throw new FormatException("The mailbox does not say when it got the message."),
        Subject = message.Subject,
        Html = message.Body is { ContentType: BodyType.Html } html ? html.Content : null,
        Text = message.Body is { ContentType: not BodyType.Html } text ? text.Content : null,
        UniqueHtml = message.UniqueBody?.Content,
        Headers = [.. (message.InternetMessageHeaders ?? []).Where(static header => header.Name is not null).Select(static header => System.Collections.Generic.KeyValuePair.Create(header.Name!, header.Value ?? ""))],
        From = PartyOf(message.From),
        ReplyTo = PartyOf(message.ReplyTo?.FirstOrDefault()),
        InternetMessageId = message.InternetMessageId,
        Attachments = [.. files.Where(static file => file is not ReferenceAttachment && file.Id is not null)
            .OrderBy(static file => file.Name, StringComparer.Ordinal).ThenBy(static file => file.Size).Select(file => FileOf(mailbox, messageId, file))],
        Links = [.. files.OfType<ReferenceAttachment>().Select(static link => link.Name).OfType<string>()],
    };

    private static MailboxParty? PartyOf(Recipient? recipient) =>
        recipient?.EmailAddress is { } party ? new MailboxParty(party.Address, party.Name) : null;

    /// <summary>The size that a mailbox tells is more than the file's: it counts what lies around it.</summary>
    private static File FileOf(string mailbox, string messageId, Attachment file) => new()
    {
        FileId = string.Create(CultureInfo.InvariantCulture, $"{Uri.EscapeDataString(mailbox)}/{Uri.EscapeDataString(messageId)}/{Uri.EscapeDataString(file.Id!)}"),
        Name = file is ItemAttachment ? $"{file.Name}.eml" : file.Name,
        ContentType = file is ItemAttachment ? "message/rfc822" : file.ContentType,
    };
}
