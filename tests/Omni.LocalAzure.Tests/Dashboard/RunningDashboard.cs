using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Omni.LocalAzure.Bot;
using Omni.LocalAzure.Cosmos;
using Omni.LocalAzure.Dashboard;
using Omni.LocalAzure.Graph;
using Omni.LocalAzure.Hosting;
using Omni.LocalAzure.Providers.Sending;
using Omni.LocalAzure.Tests.ServiceBus;

namespace Omni.LocalAzure.Tests.Dashboard;

/// <summary>The dashboard on a port of its own, over an empty account and a broker, and somebody who looks at it.</summary>
internal sealed partial class RunningDashboard : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dashboard-");
    private LocalPort? _port;

    private RunningDashboard()
    {
        Account = new CosmosAccount(Path.Combine(_folder.FullName, "cosmos.db"), TimeProvider.System);
        Mail = new PostOffice(Path.Combine(_folder.FullName, "graph"), TimeProvider.System);
    }

    public BrokerFixture Bus { get; } = new();

    public CosmosAccount Account { get; }

    public PostOffice Mail { get; }

    public SentMessages Sent { get; } = new(TimeProvider.System);

    public HttpClient Browser { get; private set; } = new();

    public int Port => _port?.Number ?? 0;

    public RunningApp? App { get; set; }

    public static async Task<RunningDashboard> StartAsync()
    {
        var running = new RunningDashboard();
        var sources = new DashboardSources { Broker = running.Bus.Broker, Account = running.Account, Mail = running.Mail, Sent = running.Sent, Bot = new BotChannel("", static () => new Uri("http://localhost:1/"), TimeProvider.System), Database = "omni", App = () => running.App };
        var part = new LocalPart("the dashboard", "--dashboard-port", 0, 65_536) { AddServices = AddImpatientDashboard };
        running._port = await LocalPort.ServeAsync(part, NullLoggerFactory.Instance, application => application.MapDashboard(sources));
        running.Browser = new HttpClient { BaseAddress = new Uri($"http://localhost:{running.Port}/") };
        return running;
    }

    public Task<string> GetAsync(string path) => Browser.GetStringAsync(new Uri(path, UriKind.Relative));

    /// <summary>The hidden field of a page's forms.</summary>
    public async Task<string> TokenAsync(string form) => Token().Match(await GetAsync(form)).Groups[1].Value;

    /// <param name="form">The page with the form.</param>
    /// <param name="path">Where it is posted to.</param>
    /// <param name="fields">What is typed.</param>
    /// <param name="withToken">As the page would.</param>
    /// <param name="origin">As a browser would tell it.</param>
    public async Task<HttpResponseMessage> PostAsync(string form, string path, Dictionary<string, string> fields, bool withToken = true, string? origin = null)
    {
        var token = await TokenAsync(form);
        if (withToken) fields["__RequestVerificationToken"] = token;
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        if (origin is not null) request.Headers.Add("Origin", origin);
        return await Browser.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        if (_port is not null) await _port.DisposeAsync();
        Browser.Dispose();
        Account.Dispose();
        await Mail.DisposeAsync();
        Bus.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void AddImpatientDashboard(IServiceCollection services)
    {
        services.AddDashboard();
        services.AddHttpClient(Options.DefaultName, client => client.Timeout = TimeSpan.FromMilliseconds(100));
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]*)\"")]
    private static partial Regex Token();
}
