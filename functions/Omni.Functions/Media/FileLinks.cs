using System.Globalization;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Timeline;

namespace Omni.Functions.Media;

/// <summary>Gives addresses of files on a customer's timeline.</summary>
public sealed class FileLinks(ITimelineStore timelines, ICustomerStore customers, IFileStore files, MediaOptions options, TimeProvider clock)
{
    private const int LongestId = 255;

    /// <param name="customerId">Of a customer, absorbed or not.</param>
    /// <param name="fileId">See <see cref="Attachment.IdOf"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Null when this customer has no such file.</returns>
    public async Task<FileAnswer?> FindAsync(string customerId, string fileId, CancellationToken cancellation)
    {
        if (await FindFileAsync(customerId, fileId, cancellation) is not { } file)
            return null;
        if (file.Problem is { } problem)
            return new FileAnswer { Problem = problem };
        if (file.Blob is not { } blob)
            return new FileAnswer();

        // In whole seconds, as it is signed.
        var until = DateTimeOffset.FromUnixTimeSeconds((clock.GetUtcNow() + options.LinkLife).ToUnixTimeSeconds());
        return new FileAnswer { Link = new FileLink(await files.LinkAsync(blob, FileServing.Of(file), until, cancellation), until) };
    }

    private async Task<Attachment?> FindFileAsync(string customerId, string fileId, CancellationToken cancellation)
    {
        if (!CustomerId.IsWellFormed(customerId) || !TryRead(fileId, out var contactId, out var at))
            return null;
        var partitions = await timelines.FindPartitionsAsync(customerId, cancellation);
        if (partitions.Count == 0)
            return null;
        var found = await customers.FindContactsAsync([.. partitions.Select(partition => new EntryKey(partition, contactId))], cancellation);
        return found.Select(contact => contact.Attachments.ElementAtOrDefault(at)).OfType<Attachment>().Aggregate((Attachment?)null, static (known, file) =>
            known is null ? file : Attachment.Join(known, file));
    }

    private static bool TryRead(string fileId, out string contactId, out int at)
    {
        var dash = fileId.LastIndexOf('-');
        contactId = dash > 0 ? fileId[..dash] : "";
        at = -1;
        return contactId.Length is > 0 and <= LongestId && int.TryParse(fileId.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out at)
            && !contactId.AsSpan().ContainsAny("/\\?#%");
    }
}

/// <summary>A file of a customer: where it is, why it never will be, or neither while it is still to be fetched.</summary>
public sealed record FileAnswer
{
    public FileLink? Link { get; init; }

    public AttachmentProblem? Problem { get; init; }
}

/// <param name="Url">Works for whoever has it: a secret until it ends.</param>
/// <param name="ExpiresAt">When it ends.</param>
public sealed record FileLink(Uri Url, DateTimeOffset ExpiresAt);
