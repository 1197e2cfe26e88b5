using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Omni.Functions.Ingestion;
using Omni.Functions.Tests.Channels;

namespace Omni.Functions.Tests.Ingestion;

/// <summary>The webhook behind a real server, with a topic in memory.</summary>
public sealed class WebhookDriver : IAsyncLifetime
{
    private WebApplication app = null!; // Started before each test.

    internal TopicInMemory Topic { get; } = new();

    internal CrmTopicInMemory Changes { get; } = new();

    internal ReceiptsInMemory Receipts { get; } = new();

    internal LinesInMemory Log { get; } = new();

    public HttpClient Client { get; } = new();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Debug);
        app = builder.Build();
        var webhook = new Webhook(
            Samples.Catalogue,
            new Inbox(Topic, Changes, Receipts),
            new WebhookOptions { PublicUrl = "https://omni.example" },
            new FakeTimeProvider(Samples.ReceivedAt),
            LoggerFactory.Create(logging => logging.AddProvider(Log).SetMinimumLevel(LogLevel.Debug)).CreateLogger<Webhook>());
        app.Map("/api/webhooks/{provider}", (HttpRequest request, string provider, CancellationToken cancellation) => webhook.Run(request, provider, cancellation));
        await app.StartAsync();
        Client.BaseAddress = new Uri(app.Urls.Single());
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }

    /// <summary>A request signed as WhatsApp signs it.</summary>
    public Task<HttpResponseMessage> SendSigned(byte[] body, string contentType = "application/json") =>
        Send("whatsapp", body, contentType, ("X-Hub-Signature-256", Signature(body)));

    public Task<HttpResponseMessage> SendSample(string name) => SendSigned(Samples.Request("whatsapp", name).Body.ToArray());

    public async Task<HttpResponseMessage> Send(string provider, byte[] body, string contentType, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/webhooks/{provider}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new(contentType);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await Client.SendAsync(request);
    }

    private static string Signature(byte[] body) =>
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Samples.Setting("WhatsApp", "AppSecret")!), body))}";

    internal sealed class LinesInMemory : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<(LogLevel Level, string Text)> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue((logLevel, $"{formatter(state, exception)} {exception}"));

        public void Dispose()
        {
        }
    }
}
