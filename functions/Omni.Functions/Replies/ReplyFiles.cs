using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Media;

namespace Omni.Functions.Replies;

/// <summary>Files of replies: kept as those of customers are, so that they open from the timeline, and given to providers when they are sent.</summary>
public sealed class ReplyFiles(IFileStore files, TimeProvider clock)
{
    /// <summary>Providers fetch at once, or after a while of their own.</summary>
    private static readonly TimeSpan LinkLife = TimeSpan.FromHours(1);

    /// <summary>As they will be kept; their bytes are still beside them.</summary>
    public static IReadOnlyList<Attachment> Of(IReadOnlyList<ReplyFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return [.. files.Select(static file => new Attachment
        {
            Name = FileServing.NameOf(file.Name),
            ContentType = FileType.Of(file.Content.AsSpan(0, Math.Min(file.Content.Length, FileType.HeadLength)), file.ContentType),
            Size = file.Content.Length,
            Content = file.Content,
        })];
    }

    /// <summary>Kept once more, they are the same.</summary>
    /// <exception cref="Customers.StoreUnavailableException">The store cannot answer now.</exception>
    public async Task<Reply> KeepAsync(Reply reply, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reply);
        if (reply.Contact.Attachments.Count == 0)
            return reply;
        var kept = new List<Attachment>();
        foreach (var file in reply.Contact.Attachments)
            kept.Add(await KeepAsync(file, FileFetch.NameOf(reply.Id, kept.Count), cancellation));
        return reply with { Contact = reply.Contact with { Attachments = kept } };
    }

    /// <summary>The message with its files, as its provider takes them.</summary>
    /// <exception cref="Customers.StoreUnavailableException">The store cannot answer now.</exception>
    public async Task<OutgoingMessage> AttachAsync(Reply reply, OutgoingFileRules? rules, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var attached = new List<OutgoingFile>();
        foreach (var file in reply.Contact.Attachments)
        {
            if (file is { Blob: { } blob, Name: { } name, ContentType: { } type, Size: { } size })
                attached.Add(await AttachAsync(new OutgoingFile(name, type, size), file, blob, rules, cancellation));
        }

        return reply.Message with { Files = attached };
    }

    private async Task<OutgoingFile> AttachAsync(OutgoingFile outgoing, Attachment file, string blob, OutgoingFileRules? rules, CancellationToken cancellation) => rules is { WantsContent: true }
        ? outgoing with { Content = await files.ReadAsync(blob, cancellation) }
        : outgoing with { Link = await files.LinkAsync(blob, FileServing.Of(file), DateTimeOffset.FromUnixTimeSeconds((clock.GetUtcNow() + LinkLife).ToUnixTimeSeconds()), cancellation) };

    private async Task<Attachment> KeepAsync(Attachment file, string blob, CancellationToken cancellation)
    {
        using var stream = new MemoryStream(file.Content.GetValueOrDefault().ToArray(), writable: false);
        using var content = new MeasuredContent(stream, ReplyFile.LargestSum);
        var facts = await files.KeepAsync(blob, content, file.ContentType, cancellation);
        return file with { Blob = blob, Size = facts.Size, Sha256 = facts.Sha256, ContentType = facts.ContentType, Scan = ScanState.NotScanned, Content = null };
    }
}
