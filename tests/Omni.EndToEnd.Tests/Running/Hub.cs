using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Drivers;
using Omni.Drivers.Providers;

namespace Omni.EndToEnd.Tests.Running;

/// <summary>A running system and the people who write to it.</summary>
public sealed class Hub : IAsyncDisposable
{
    private readonly CustomerApi _api;
    private readonly Azurite _storage;
    private readonly string _data;

    private Hub(LocalHub system, Azurite storage, string data)
    {
        System = system;
        _storage = storage;
        _data = data;
        _api = new CustomerApi(system.Functions, system.FunctionKey);
    }

    public LocalHub System { get; }

    /// <summary>Where the running system says its addresses and its key.</summary>
    public string ReadyFile => Path.Combine(_data, "state", "ready.json");

    public CustomerApi Api => _api;

    /// <summary>Where the system keeps files.</summary>
    public Azurite Storage => _storage;

    /// <summary>The setting <c>Omni__PublicUrl</c> as the system moves it to the port it listens on; some providers sign it.</summary>
    public string PublicUrl => $"http://localhost:{System.Functions.Port.ToString(CultureInfo.InvariantCulture)}";

    public HubSpot HubSpot => new(PublicUrl, Checkout.Settings["Channels__HubSpot__ClientSecret"]);

    public static WhatsAppCloud WhatsApp { get; } = new(Checkout.Settings["Channels__WhatsApp__AppSecret"]);

    public static TelegramBot Telegram { get; } = new(Checkout.Settings["Channels__Telegram__SecretToken"]);

    public static SiteForm Form { get; } = new(Checkout.Settings["Channels__Form__Secret"]);

    public static AmoCrm AmoCrm { get; } = new(Checkout.Settings["Channels__AmoCrm__Key"]);

    /// <summary>Any moment will do; a fixed one keeps the runs alike.</summary>
    public static DateTimeOffset Noon { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <param name="name">Of its log.</param>
    /// <param name="environment">Of the app; counts before the settings.</param>
    /// <param name="settings">Others than the sample's: addresses in them move with the ports that the system gets.</param>
    public static async Task<Hub> StartAsync(string name, IReadOnlyDictionary<string, string>? environment = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        var folders = await Checkout.NewHubAsync(name);
        if (settings is not null) folders = folders with { Settings = await Checkout.WriteSettingsAsync(folders.Data, settings) };
        var storage = await Azurite.StartAsync(Checkout.Root);
        try
        {
            return new Hub(await LocalHub.StartAsync(folders with { Storage = storage.Address }, environment, Soon()), storage, folders.Data);
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Posts as a provider does: again and again until it is taken.</summary>
    public async Task DeliverAsync(SignedRequest request)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        while (!await TryPostAsync(request, patience.Token)) await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
    }

    public async Task<HttpStatusCode> PostAsync(SignedRequest request)
    {
        using var answer = await _api.PostAsync(request, Soon());
        return answer.StatusCode;
    }

    /// <summary>The one customer with this identity, once its timeline has <paramref name="contacts"/> contacts.</summary>
    public Task<JsonElement> CustomerAsync(string identity, int contacts, TimeSpan? patience = null) =>
        Eventually.SeeAsync(
            async token => (await FindAsync(identity, token)) is [var only] ? only : default,
            customer => customer.ValueKind == JsonValueKind.Object && customer.GetProperty("contactCount").GetInt32() >= contacts,
            patience ?? TimeSpan.FromSeconds(30));

    public async Task<IReadOnlyList<JsonElement>> ContactsAsync(JsonElement customer) =>
        [.. (await _api.TimelineAsync(customer.GetProperty("id").GetString() ?? "", Soon())).Where(entry => entry.GetProperty("type").GetString() == "contact")];

    /// <summary>Runs a timer's function now, as an administrator does.</summary>
    /// <param name="function">Which one.</param>
    /// <param name="done">What it logs at its end.</param>
    public async Task RunTimerAsync(string function, string done)
    {
        var before = await System.CountLoggedAsync(done, Soon());
        using var http = new HttpClient { BaseAddress = System.Functions, DefaultRequestHeaders = { { "x-functions-key", System.MasterKey } } };
        using var nothing = new StringContent("{}", Encoding.UTF8, MediaTypeNames.Application.Json);
        using var answer = await http.PostAsync(new Uri($"admin/functions/{function}", UriKind.Relative), nothing, Soon());
        answer.EnsureSuccessStatusCode();
        await Eventually.SeeAsync(token => System.CountLoggedAsync(done, token), count => count > before, TimeSpan.FromSeconds(60));
    }

    /// <summary>Somebody at the business writes to a customer; gives the id of the entry.</summary>
    public async Task<string> ReplyAsync(JsonElement customer, string text, string idempotencyKey)
    {
        using var answer = await _api.ReplyAsync(customer.GetProperty("id").GetString() ?? "", new { text, idempotencyKey }, Soon());
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString() ?? "";
    }

    /// <summary>The contact of a reply, once its delivery has come so far.</summary>
    public Task<JsonElement> ReplyInStateAsync(JsonElement customer, string replyId, string state) => Eventually.SeeAsync(
        async _ => (await ContactsAsync(customer)).Select(static entry => entry.GetProperty("contact")).FirstOrDefault(contact => contact.GetProperty("id").GetString() == replyId),
        contact => contact.ValueKind == JsonValueKind.Object && contact.GetProperty("delivery").GetProperty("state").GetString() == state,
        TimeSpan.FromSeconds(20));

    /// <summary>The short-lived address at which a file of a timeline opens, as the API gives it.</summary>
    public async Task<Uri> LinkAsync(JsonElement file)
    {
        using var answer = await _api.GetAsync((file.GetProperty("href").GetString() ?? "").TrimStart('/'), Soon());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new Uri((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("url").GetString() ?? "");
    }

    /// <summary>The subscription's dead letters: null when there is none.</summary>
    public async Task<ServiceBusReceivedMessage?> DeadLetterAsync()
    {
        await using var bus = ServiceBus();
        await using var receiver = bus.CreateReceiver("contacts", "customers", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        return await receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(1));
    }

    /// <summary>A client of the local Service Bus, as any other system would use it.</summary>
    public ServiceBusClient ServiceBus() => new(Checkout.Settings.ServiceBusAt(System.ServiceBus));

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await System.DisposeAsync();
        await _storage.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private async Task<IReadOnlyList<JsonElement>> FindAsync(string identity, CancellationToken cancellation)
    {
        try
        {
            return await _api.FindAsync(identity, cancellation);
        }
        catch (HttpRequestException outage) when (outage.StatusCode is HttpStatusCode.ServiceUnavailable)
        {
            return []; // the store is out, and the app says so
        }
    }

    private async Task<bool> TryPostAsync(SignedRequest request, CancellationToken cancellation)
    {
        try
        {
            using var answer = await _api.PostAsync(request, cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // the host itself is down: a provider tries again, too
        }
    }

    private static CancellationToken Soon() => new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;
}
