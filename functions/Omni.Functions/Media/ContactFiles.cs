using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Ingestion;
using Omni.Functions.Telemetry;

namespace Omni.Functions.Media;

/// <summary>Fetches the files of a contact, each on its own, and tells the topic what became of them.</summary>
public sealed partial class ContactFiles(FileFetch fetch, IContactTopic topic, OutagePatience patience, MediaOptions options, ILogger<ContactFiles> logger)
{
    /// <param name="contact">As it is on the topic.</param>
    /// <param name="isLastTime">What cannot be had now is given up.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="MediaUnavailableException">Some could not be had now; of the others the topic knows.</exception>
    public async Task FetchAsync(Contact contact, bool isLastTime, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(contact);
        var files = contact.Attachments.ToArray();
        var left = new ConcurrentBag<MediaUnavailableException>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, files.Length).Where(at => files[at].IsToBeFetched).ToList(),
            new ParallelOptions { MaxDegreeOfParallelism = options.FilesAtOnce, CancellationToken = cancellation },
            async (at, token) =>
            {
                try
                {
                    files[at] = await patience.BearAsync(patient => fetch.FetchAsync(contact, at, patient), token);
                }
                catch (MediaUnavailableException failure)
                {
                    if (isLastTime)
                        files[at] = files[at] with { Problem = AttachmentProblem.Unavailable };
                    else
                        left.Add(failure);
                }
            });
        await TellAsync(contact, files, cancellation);
        if (left.TryPeek(out var first))
            throw new MediaUnavailableException($"{left.Count} files of contact {contact.Id} have to be asked for again. {first.Message}");
    }

    private async Task TellAsync(Contact contact, Attachment[] files, CancellationToken cancellation)
    {
        var told = files.Where((file, at) => file != contact.Attachments[at]).ToList();
        if (told.Count == 0)
            return;
        var news = contact with { Attachments = files, Revision = RevisionOf(files) };
        try
        {
            await topic.PublishAsync([news], cancellation);
        }
        catch (TopicUnavailableException failure)
        {
            throw new StoreUnavailableException(failure.Message);
        }

        foreach (var file in told)
            Metrics.Fetched(contact.Provider, file.Problem);
        foreach (var (problem, count) in told.Select(static file => file.Problem).OfType<AttachmentProblem>().CountBy(static problem => problem))
            LogProblem(contact.Id, count, problem);
        LogKept(contact.Id, told.Count(static file => file.Blob is not null));
    }

    /// <summary>The same for the same news, so that telling them twice is telling them once; other news of the same files are others.</summary>
    private static string RevisionOf(Attachment[] files)
    {
        var known = JsonSerializer.SerializeToUtf8Bytes(files, MediaJson.Default.AttachmentArray);
        return $"files-{Convert.ToHexStringLower(SHA256.HashData(known).AsSpan(0, 8))}";
    }

    [LoggerMessage(1, LogLevel.Information, "{Count} files of contact {ContactId} are kept")]
    private partial void LogKept(string contactId, int count);

    [LoggerMessage(2, LogLevel.Warning, "{Count} files of contact {ContactId} cannot be had: {Problem}")]
    private partial void LogProblem(string contactId, int count, AttachmentProblem problem);
}
