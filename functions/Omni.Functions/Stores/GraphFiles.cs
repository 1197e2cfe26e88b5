using Microsoft.Kiota.Abstractions;
using Omni.Functions.Contacts;
using Omni.Functions.Ingestion.Mailboxes;
using Omni.Functions.Media;

namespace Omni.Functions.Stores;

/// <summary>The files of mail, read out of the mailbox as they come.</summary>
/// <remarks>https://learn.microsoft.com/graph/api/attachment-get</remarks>
public sealed class GraphFiles(GraphAccess graph) : IMediaSource
{
    public string Provider => "mailbox";

    public async ValueTask<MediaFile?> OpenAsync(Contact contact, Attachment file, CancellationToken cancellation)
    {
        if (file.FileId?.Split('/') is not [var mailbox, var message, var id])
            throw new MediaRefusedException(AttachmentProblem.NotAllowed);
        try
        {
            return await GraphFailures.FindAsync(() => ReadAsync(Uri.UnescapeDataString(mailbox), Uri.UnescapeDataString(message), Uri.UnescapeDataString(id), cancellation), cancellation);
        }
        catch (MailboxUnavailableException failure)
        {
            throw failure.IsSetup ? new MediaRefusedException(AttachmentProblem.NotAllowed) : new MediaUnavailableException(failure.Message);
        }
    }

    /// <summary>The bytes alone: as a property of the attachment they would come as a text, all at once.</summary>
    private async Task<MediaFile?> ReadAsync(string mailbox, string message, string id, CancellationToken cancellation)
    {
        var attachment = graph.Client.Users[mailbox].Messages[message].Attachments[id].ToGetRequestInformation();
        var content = new RequestInformation { HttpMethod = Method.GET, URI = new Uri($"{attachment.URI.GetLeftPart(UriPartial.Path)}/$value") };
        content.Headers.Add("Prefer", GraphMailboxes.IdsThatLast);
        var stream = await graph.Client.RequestAdapter.SendPrimitiveAsync<Stream>(content, GraphFailures.Errors, cancellation);
        return stream is null ? null : new MediaFile(stream);
    }
}
