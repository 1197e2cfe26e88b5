using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Omni.Azure.Bot.Authentication;

/// <summary>
/// The keys that the Bot Connector signs with: fetched once a day, and once more when a token names one that is not among them; then not again for a while, since anybody can
/// make names up. Old ones serve while new ones cannot be had. Thread-safe.
/// </summary>
internal sealed class ConnectorKeys(BotFrameworkAuthenticationOptions options, HttpClient http) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    private static readonly TimeSpan BetweenSearches = TimeSpan.FromMinutes(5);

    private readonly HttpDocumentRetriever _documents = new(http) { RequireHttps = !options.Metadata.IsLoopback };
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Fetched? _fetched;
    private DateTimeOffset? _searchedAt;

    /// <exception cref="IdentityKeysUnavailableException">They cannot be had, and never were.</exception>
    public async ValueTask<OpenIdConnectConfiguration> GetAsync(CancellationToken cancellation) =>
        _fetched is { } fetched && IsFresh(fetched) ? fetched.Keys : await FetchAsync(known => known is not null && IsFresh(known), cancellation).ConfigureAwait(false);

    /// <summary>Asks again because one was not among <paramref name="seen"/>, unless that was done a moment ago.</summary>
    public Task<OpenIdConnectConfiguration> SearchAsync(OpenIdConnectConfiguration seen, CancellationToken cancellation) =>
        FetchAsync(known => !ReferenceEquals(known?.Keys, seen) || !MaySearch(), cancellation);

    public void Dispose() => _turn.Dispose();

    private bool IsFresh(Fetched fetched) => options.Clock.GetUtcNow() - fetched.At < Lifetime;

    private bool MaySearch()
    {
        var now = options.Clock.GetUtcNow();
        if (now - _searchedAt < BetweenSearches)
            return false;
        _searchedAt = now;
        return true;
    }

    private async Task<OpenIdConnectConfiguration> FetchAsync(Predicate<Fetched?> willDo, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_fetched is null || !willDo(_fetched))
                _fetched = new Fetched(await OpenIdConnectConfigurationRetriever.GetAsync(options.Metadata.AbsoluteUri, _documents, cancellation).ConfigureAwait(false), options.Clock.GetUtcNow());
            return _fetched.Keys;
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException or HttpRequestException or ArgumentException)
        {
            return _fetched?.Keys ?? throw new IdentityKeysUnavailableException("The keys of the Bot Connector cannot be fetched.", failure);
        }
        finally
        {
            _turn.Release();
        }
    }

    private sealed record Fetched(OpenIdConnectConfiguration Keys, DateTimeOffset At);
}
