using Microsoft.Graph;

namespace Omni.Functions.Stores;

/// <summary>The client of mailboxes, made on first use: its library is the largest there is, and most starts never need it.</summary>
public sealed class GraphAccess(Func<GraphServiceClient> connect) : IDisposable
{
    private readonly Lazy<GraphServiceClient> _client = new(connect);

    public GraphServiceClient Client => _client.Value;

    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
    }
}
