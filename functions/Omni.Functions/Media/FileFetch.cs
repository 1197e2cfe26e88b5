using System.Globalization;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Polly;
using Polly.Retry;

namespace Omni.Functions.Media;

/// <summary>Brings one file from its provider into the store: a few at once in the whole app, each attempt with an end.</summary>
public sealed class FileFetch : IDisposable
{
    private readonly Dictionary<string, IMediaSource> _sources;
    private readonly IFileStore _store;
    private readonly MediaOptions _options;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline _attempts;
    private readonly SemaphoreSlim _gate;

    public FileFetch(IEnumerable<IMediaSource> sources, IFileStore store, MediaOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_store, _options, _clock) = (store, options, clock);
        _sources = sources.ToDictionary(static source => source.Provider, StringComparer.Ordinal);
        _gate = new SemaphoreSlim(options.FilesAtOnce);
        _attempts = new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(Again(options)).Build();
    }

    /// <summary>The name of a file in the store.</summary>
    public static string NameOf(string contactId, int at) => $"{contactId}/{at.ToString(CultureInfo.InvariantCulture)}";

    /// <returns>The file as it is kept, or why it never will be.</returns>
    /// <exception cref="MediaUnavailableException">It cannot be had now.</exception>
    /// <exception cref="StoreUnavailableException">It cannot be kept now.</exception>
    public async Task<Attachment> FetchAsync(Contact contact, int at, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(contact);
        var file = contact.Attachments[at];
        var name = NameOf(contact.Id, at);
        try
        {
            var facts = await _store.FindAsync(name, cancellation)
                ?? await _attempts.ExecuteAsync(async token => await TryAsync(contact, file, name, token), cancellation);
            return facts is null ? file with { Problem = AttachmentProblem.Gone } : Kept(file, name, facts);
        }
        catch (MediaRefusedException refusal)
        {
            return file with { Problem = refusal.Problem };
        }
    }

    public void Dispose() => _gate.Dispose();

    private static Attachment Kept(Attachment file, string name, FileFacts facts) => file with
    {
        Blob = name,
        Size = facts.Size,
        Sha256 = facts.Sha256,
        ContentType = facts.ContentType,
        DeclaredType = file.ContentType is { } declared && !FileType.AreSame(declared, facts.ContentType) ? declared : null,
        Scan = ScanState.NotScanned,
        Problem = null,
    };

    private async Task<FileFacts?> TryAsync(Contact contact, Attachment file, string name, CancellationToken cancellation)
    {
        if (!_sources.TryGetValue(contact.Provider, out var source))
            throw new MediaRefusedException(AttachmentProblem.NotAllowed);
        await _gate.WaitAsync(cancellation);
        try
        {
            using var end = new CancellationTokenSource(_options.LongestFetch, _clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellation);
            return await MoveAsync(source, contact, file, name, both.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new MediaUnavailableException("The file did not come in time.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            // Without the cause, which may quote the address.
            throw new MediaUnavailableException($"The provider cannot be reached ({failure.GetType().Name}).");
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<FileFacts?> MoveAsync(IMediaSource source, Contact contact, Attachment file, string name, CancellationToken cancellation)
    {
        await using var opened = await source.OpenAsync(contact, file, cancellation);
        if (opened is null)
            return null;
        if (opened.Length > _options.LargestFile)
            throw new MediaRefusedException(AttachmentProblem.TooLarge);
        using var content = new MeasuredContent(opened.Content, _options.LargestFile);
        return await _store.KeepAsync(name, content, file.ContentType, cancellation);
    }

    private static RetryStrategyOptions Again(MediaOptions options) => new()
    {
        ShouldHandle = new PredicateBuilder().Handle<MediaUnavailableException>(),
        MaxRetryAttempts = Math.Max(1, options.Attempts - 1),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.Pause,
    };
}
