using System.Globalization;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.MailFolders.Item.Messages.Delta;
using Microsoft.Graph.Users.Item.Messages.Item;
using Microsoft.Kiota.Abstractions;
using Omni.Functions.Channels;
using Omni.Functions.Ingestion.Mailboxes;

namespace Omni.Functions.Stores;

/// <summary>Mailboxes in Exchange Online, read with application permissions.</summary>
/// <remarks>https://learn.microsoft.com/graph/delta-query-messages</remarks>
public sealed class GraphMailboxes(GraphAccess graph) : IMailboxes
{
    private const string PageSize = "odata.maxpagesize=50";
    /// <summary>The value of <c>Prefer</c> that asks for ids which stay when a mail moves.</summary>
    internal const string IdsThatLast = "IdType=\"ImmutableId\"";

    private static readonly string[] OfMessages =
    [
        "subject", "body", "uniqueBody", "internetMessageId", "internetMessageHeaders", "hasAttachments", "from", "replyTo", "receivedDateTime",
    ];

    private static readonly string[] OfFiles = ["id", "name", "contentType", "size", "isInline"];

    public Task<MailboxPage> ReadAsync(Mailbox mailbox, string? position, DateTimeOffset since, CancellationToken cancellation) =>
        GraphFailures.GuardAsync(
            async () =>
            {
                var delta = graph.Client.Users[mailbox.Address].MailFolders[mailbox.Folder].Messages.Delta;
                var page = position is null
                    ? await delta.GetAsDeltaGetResponseAsync(request => Begin(request, since), cancellation)
                    : await delta.WithUrl(position).GetAsDeltaGetResponseAsync(static request => Prefer(request.Headers, PageSize), cancellation);
                return page switch
                {
                    { OdataNextLink: { } next } => new MailboxPage(IdsOf(page), next, IsLast: false),
                    { OdataDeltaLink: { } last } => new MailboxPage(IdsOf(page), last, IsLast: true),
                    _ => throw new MailboxUnavailableException("The mailbox answered with a page that ends nowhere."),
                };
            },
            cancellation);

    public Task<MailboxMessage?> FindAsync(Mailbox mailbox, string messageId, CancellationToken cancellation) =>
        GraphFailures.FindAsync(
            async () =>
            {
                var request = graph.Client.Users[mailbox.Address].Messages[messageId];
                var message = await request.GetAsync(Select, cancellation);
                return message is null ? null : GraphMail.Of(messageId, mailbox.Address, message, await FilesAsync(request, message, cancellation));
            },
            cancellation);

    public async Task FinishAsync(Mailbox mailbox, string messageId, CancellationToken cancellation)
    {
        var request = graph.Client.Users[mailbox.Address].Messages[messageId];
        if (mailbox.AfterPickup.MarkRead)
        {
            await GraphFailures.FindAsync(
                () => request.PatchAsync(new Message { IsRead = true }, static configuration => Prefer(configuration.Headers), cancellation), cancellation);
        }

        if (mailbox.AfterPickup.MoveTo is { } folder)
        {
            await GraphFailures.FindAsync(
                () => request.Move.PostAsync(new() { DestinationId = folder }, static configuration => Prefer(configuration.Headers), cancellation), cancellation);
        }
    }

    /// <summary>A message whose files are all within its text says that it has none.</summary>
    private static async Task<IReadOnlyList<Microsoft.Graph.Models.Attachment>> FilesAsync(MessageItemRequestBuilder request, Message message, CancellationToken cancellation)
    {
        if (message.HasAttachments != true && message.Body?.Content?.Contains("cid:", StringComparison.OrdinalIgnoreCase) != true)
            return [];
        var files = new List<Microsoft.Graph.Models.Attachment>();
        var page = await request.Attachments.GetAsync(
            static configuration =>
            {
                Prefer(configuration.Headers);
                configuration.QueryParameters.Select = OfFiles;
            },
            cancellation);
        while (page is not null)
        {
            files.AddRange(page.Value ?? []);
            if (page.OdataNextLink is not { } next)
                break;
            page = await request.Attachments.WithUrl(next).GetAsync(static configuration => Prefer(configuration.Headers), cancellation);
        }

        return files;
    }

    private static void Begin(RequestConfiguration<DeltaRequestBuilder.DeltaRequestBuilderGetQueryParameters> request, DateTimeOffset since)
    {
        Prefer(request.Headers, PageSize);
        request.QueryParameters.Select = ["id", "receivedDateTime"];
        request.QueryParameters.ChangeType = "created";
        request.QueryParameters.Filter = string.Create(CultureInfo.InvariantCulture, $"receivedDateTime ge {since.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}");
    }

    private static void Select(RequestConfiguration<MessageItemRequestBuilder.MessageItemRequestBuilderGetQueryParameters> request)
    {
        Prefer(request.Headers);
        request.QueryParameters.Select = OfMessages;
    }

    private static void Prefer(RequestHeaders headers, params ReadOnlySpan<string> also)
    {
        foreach (var preference in also)
            headers.Add("Prefer", preference);
        headers.Add("Prefer", IdsThatLast);
    }

    private static List<string> IdsOf(DeltaGetResponse page) =>
        [.. (page.Value ?? []).Where(static message => message.Id is not null && !message.AdditionalData.ContainsKey("@removed")).Select(static message => message.Id!)];
}
