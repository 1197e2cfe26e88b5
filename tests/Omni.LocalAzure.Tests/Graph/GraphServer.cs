using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Omni.LocalAzure.Graph;

namespace Omni.LocalAzure.Tests.Graph;

/// <summary>The stand-in on a free port with mailboxes of its own.</summary>
internal sealed class GraphServer : IAsyncDisposable
{
    public const string Token = "token-of-these-tests";
    public const string Info = "info@shop.example";
    public const string Sales = "sales@shop.example";

    private const long MaxBody = 400L * 1024 * 1024;

    private readonly WebApplication _app;

    private readonly bool _isKept;

    private GraphServer(WebApplication app, PostOffice office, string folder, bool isKept)
    {
        _isKept = isKept;
        _app = app;
        Office = office;
        Folder = folder;
        Door = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public PostOffice Office { get; }

    public string Folder { get; }

    /// <summary>Talks to the stand-in without the client.</summary>
    public HttpClient Door { get; }

    public Uri Address => new(Door.BaseAddress!, "v1.0"); // set above

    public static string NewFolder() => Directory.CreateTempSubdirectory("graph-").FullName;

    /// <param name="folder">Its state; a new folder unless given.</param>
    /// <param name="time">The clock.</param>
    /// <param name="isKept">Whether the folder stays at the end.</param>
    public static async Task<GraphServer> StartAsync(string? folder = null, TimeProvider? time = null, bool isKept = false)
    {
        folder ??= NewFolder();
        var office = new PostOffice(folder, time ?? TimeProvider.System);
        await office.ProvisionAsync([Info, Sales]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = MaxBody);
        var app = builder.Build();
        app.MapGraphMail(office, Token);
        await app.StartAsync();
        return new GraphServer(app, office, folder, isKept);
    }

    /// <summary>A message from outside.</summary>
    /// <param name="wire">Its lines.</param>
    /// <param name="to">Whom it is for, when it does not say so itself.</param>
    public async Task<HttpResponseMessage> DeliverAsync(string wire, string? to = null)
    {
        using var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(wire.ReplaceLineEndings("\r\n")));
        content.Headers.ContentType = new("message/rfc822");
        return await Door.PostAsync(new Uri(to is null ? "$mail" : $"$mail?to={Uri.EscapeDataString(to)}", UriKind.Relative), content);
    }

    public async Task OrderAsync(string door, object order)
    {
        using var answer = await Door.PostAsJsonAsync(new Uri(door, UriKind.Relative), order);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        Door.Dispose();
        await _app.DisposeAsync();
        await Office.DisposeAsync();
        if (!_isKept) Directory.Delete(Folder, recursive: true);
    }
}
