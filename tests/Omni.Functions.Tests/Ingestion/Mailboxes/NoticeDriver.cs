using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Omni.Functions.Channels;
using Omni.Functions.Ingestion.Mailboxes;
using Omni.Functions.Tests.Worker;

namespace Omni.Functions.Tests.Ingestion.Mailboxes;

/// <summary>The listener for notices behind a real server, and Microsoft Graph as the one who calls.</summary>
internal sealed class NoticeDriver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _graph = new();
    private readonly LogRecords _log = new();

    private NoticeDriver(bool isOn)
    {
        Push = new MailboxPush(Key, new MailboxList([PostRoom.Sales, PostRoom.Design]), isOn ? new Uri("https://hub.example/") : null);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        var listener = new MailboxNotify(Push, WakeUps, new LoggerFactory([_log]).CreateLogger<MailboxNotify>());
        _app.MapPost($"/api/{MailboxPush.Route}", (HttpRequest request, CancellationToken cancellation) => listener.Run(request, cancellation));
    }

    public static ReplyKey Key { get; } = ReplyKey.From("a salt of some length"u8);

    public MailboxPush Push { get; }

    public WakeUpsInMemory WakeUps { get; } = new();

    public IEnumerable<string> Lines => _log.Of("Omni").Select(static line => line.Message);

    public static async Task<NoticeDriver> StartAsync(bool isOn = true)
    {
        var driver = new NoticeDriver(isOn);
        await driver._app.StartAsync();
        driver._graph.BaseAddress = new Uri(driver._app.Urls.Single());
        return driver;
    }

    public Task<HttpResponseMessage> GreetAsync(string encodedToken) => PostAsync("", $"?mailbox=any&validationToken={encodedToken}");

    /// <summary>Several in one request, as the service sends them.</summary>
    public Task<HttpResponseMessage> TellAsync(params IEnumerable<string> notices) => PostAsync($$"""{"value":[{{string.Join(',', notices)}}]}""");

    public async Task<HttpResponseMessage> PostAsync(string body, string query = "?mailbox=any")
    {
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        return await _graph.PostAsync(new Uri($"api/{MailboxPush.Route}{query}", UriKind.Relative), content);
    }

    /// <summary>That something came.</summary>
    public static string Created(string? proof) => JsonSerializer.Serialize(new
    {
        subscriptionId = "7f105c7d-2dc5-4530-97cd-4e7ae6534c07",
        clientState = proof,
        changeType = "created",
        resource = "Users/1f6b/Messages/AAMk",
        resourceData = new { id = "AAMk" },
        tenantId = "84bd8158-6d4d-4958-8b9f-9d6445542f95",
    });

    /// <summary>That the subscription needs care, or may have missed something.</summary>
    public static string Lifecycle(string? proof, string happened) => JsonSerializer.Serialize(new { subscriptionId = "7f105c7d", clientState = proof, lifecycleEvent = happened });

    public async ValueTask DisposeAsync()
    {
        _graph.Dispose();
        await _app.DisposeAsync();
        _log.Dispose();
    }
}
