using System.Collections.Concurrent;
using System.Net.Mime;
using System.Text;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Graph.Notices;

/// <summary>Tells subscribers of changes, and makes sure beforehand that they want to hear.</summary>
internal sealed class NoticeBoard(SubscriptionStore subscriptions, TimeProvider time) : IAsyncDisposable
{
    private const int LongestAnswer = 4096;

    private static readonly TimeSpan HandshakePatience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, NoticeLine> _lines = new(StringComparer.Ordinal);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    public void Tell(MailChange change)
    {
        var kind = change.Kind.ToString().ToLowerInvariant();
        foreach (var subscription in subscriptions.Active.Where(subscription => subscription.Mailbox == change.Message.Mailbox && subscription.IsAbout(kind)
                     && (subscription.Folder is null || subscription.Folder == change.Message.Folder)))
        {
            var id = subscription.WantsImmutableIds ? change.Message.ImmutableId : change.Message.Id;
            LineTo(subscription.NotificationUrl).Add(new Notice { Subscription = subscription, ChangeType = kind, MessageId = id });
        }
    }

    /// <summary>Tells of an event in the life of a subscription, where it has an address for that.</summary>
    public void TellLife(MailSubscription subscription, string happened)
    {
        if (subscription.LifecycleNotificationUrl is { } address) LineTo(address).Add(new Notice { Subscription = subscription, LifecycleEvent = happened });
    }

    /// <summary>Whether the address gives the token back, as text and decoded.</summary>
    public async Task<bool> ShakeHandsAsync(string address, CancellationToken cancellation)
    {
        var token = $"Validation: Testing client application reachability for subscription <Request-Id: {Guid.NewGuid()}> 1+1=2 & more";
        using var limit = new CancellationTokenSource(HandshakePatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var nothing = new StringContent("", Encoding.UTF8, MediaTypeNames.Text.Plain);
            using var answer = await _http.PostAsync(new Uri($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}validationToken={Uri.EscapeDataString(token)}"), nothing, either.Token);
            if ((int)answer.StatusCode != StatusCodes.Status200OK || answer.Content.Headers.ContentType?.MediaType != MediaTypeNames.Text.Plain || answer.Content.Headers.ContentLength > LongestAnswer) return false;
            return await answer.Content.ReadAsStringAsync(either.Token) == token;
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var line in _lines.Values) await line.DisposeAsync();
        _http.Dispose();
    }

    private NoticeLine LineTo(string address) => _lines.GetOrAdd(address, known => new NoticeLine(_http, new Uri(known), time));
}
