using System.Globalization;
using System.Text;
using Azure.Identity;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;

namespace Omni.LocalAzure.Tests.Graph;

/// <summary>
/// A folder of its own in a mailbox, reached through the real client: of the stand-in always, of a tenant as well when <c>GRAPH_CONTRACT_MAILBOX</c> names one of its mailboxes
/// and <c>GRAPH_CONTRACT_TENANT</c>, <c>GRAPH_CONTRACT_CLIENT</c> and <c>GRAPH_CONTRACT_SECRET</c> an application that may read, write and send there.
/// </summary>
public sealed class GraphContract : IAsyncDisposable
{
    private static readonly string? Mailbox = Environment.GetEnvironmentVariable("GRAPH_CONTRACT_MAILBOX") is { Length: > 0 } address ? address : null;

    private readonly GraphServer? _server;

    private GraphContract(GraphServer? server, GraphServiceClient client, string address)
    {
        _server = server;
        Client = client;
        Address = address;
    }

    /// <summary>What a contract test runs against.</summary>
    public static TheoryData<string> Endpoints { get; } = Mailbox is null ? ["local"] : ["local", "azure"];

    public GraphServiceClient Client { get; }

    public string Address { get; }

    public UserItemRequestBuilder User => Client.Users[Address];

    /// <summary>The stand-in's own side; only where the endpoint is local.</summary>
    internal GraphServer Server => _server ?? throw new InvalidOperationException("The endpoint is not the stand-in.");

    public static async Task<GraphContract> OpenAsync(string endpoint = "local", TimeProvider? time = null)
    {
        if (endpoint == "azure") return new GraphContract(null, new GraphServiceClient(Credential()), Mailbox ?? "");
        var server = await GraphServer.StartAsync(time: time);
        return new GraphContract(server, Connect(server), GraphServer.Info);
    }

    /// <summary>A client that does not try again by itself, so that each answer is seen.</summary>
    internal static GraphServiceClient Connect(GraphServer server, string token = GraphServer.Token)
    {
        var handlers = GraphClientFactory.CreateDefaultHandlers().Where(handler => handler is not RetryHandler).ToArray();
        return new GraphServiceClient(GraphClientFactory.Create(handlers), new BaseBearerTokenAuthenticationProvider(new FixedToken(token)), server.Address.ToString());
    }

    public async Task<string> NewFolderAsync()
    {
        var made = await User.MailFolders.PostAsync(new MailFolder { DisplayName = $"contract {Guid.NewGuid():N}" });
        return made?.Id ?? "";
    }

    public async Task<Message> AddAsync(string folder, string subject, Action<Message>? change = null)
    {
        var message = new Message { Subject = subject, Body = new ItemBody { ContentType = BodyType.Html, Content = "<p>Hello</p>" } };
        change?.Invoke(message);
        return await User.MailFolders[folder].Messages.PostAsync(message) ?? new Message();
    }

    /// <summary>The header by which clients ask for ids that survive a move.</summary>
    public static void PreferImmutableIds(RequestHeaders headers) => headers.Add("Prefer", "IdType=\"ImmutableId\"");

    public static void PreferText(RequestHeaders headers) => headers.Add("Prefer", "outlook.body-content-type=\"text\"");

    /// <summary>The lines of a message from outside, to the first mailbox.</summary>
    public static string Letter(string subject, string headers = "", string body = "Is the sofa in stock?", string id = "")
    {
        var wire = new StringBuilder("From: Anna <anna@client.example>\nTo: info@shop.example\n");
        wire.Append(CultureInfo.InvariantCulture, $"Subject: {subject}\nDate: Mon, 02 Mar 2026 09:30:00 +0300\nMessage-ID: <{(id.Length > 0 ? id : Guid.NewGuid().ToString("N"))}@client.example>\n");
        if (headers.Length > 0) wire.Append(headers).Append('\n');
        if (!headers.Contains("Content-Type", StringComparison.OrdinalIgnoreCase)) wire.Append("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n");
        return wire.Append('\n').Append(body).Append('\n').ToString();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_server is not null) await _server.DisposeAsync();
    }

    private static ClientSecretCredential Credential() => new(
        Environment.GetEnvironmentVariable("GRAPH_CONTRACT_TENANT"), Environment.GetEnvironmentVariable("GRAPH_CONTRACT_CLIENT"), Environment.GetEnvironmentVariable("GRAPH_CONTRACT_SECRET"));

    private sealed class FixedToken(string token) : IAccessTokenProvider
    {
        public AllowedHostsValidator AllowedHostsValidator { get; } = new();

        public Task<string> GetAuthorizationTokenAsync(
            Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default) => Task.FromResult(token);
    }
}
