using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Omni.Drivers;
using Omni.Drivers.Providers;
using Omni.EndToEnd.Tests.Running;
using Xunit.Abstractions;

namespace Omni.EndToEnd.Tests;

/// <summary>What people send along opens from the timeline, byte for byte.</summary>
public sealed class FilesOfContacts(ITestOutputHelper output)
{
    private const long MostMemory = 200L * 1024 * 1024;

    private static readonly byte[] Plan = [.. "%PDF-1.7\n"u8, .. RandomNumberGenerator.GetBytes(5_000_000)];

    private static readonly byte[] Picture = [0x89, .. "PNG\r\n\u001A\n"u8, .. RandomNumberGenerator.GetBytes(100_000)];

    [Fact]
    public async Task A_file_of_any_provider_opens_from_the_timeline_byte_for_byte()
    {
        await using var hub = await Hub.StartAsync("files");
        using var shelf = new ProviderShelf(hub.System.Providers);
        await shelf.PutAsync("wa-plan", Plan, "application/pdf");
        await shelf.PutAsync("tg-plan", Plan, "application/pdf");
        await shelf.PutAsync("ME1", Picture, "image/png");
        await shelf.PutAsync("vb-plan", Plan, "application/pdf", "?status=503&refusals=1");
        string Setting(string name) => name == "Omni__PublicUrl" ? hub.PublicUrl : Checkout.Settings[name];

        await hub.DeliverAsync(Hub.WhatsApp.Documents("447700908001", "wamid.file", [("wa-plan", "план квартиры.pdf", "image/png")], Hub.Noon));
        await hub.DeliverAsync(Hub.Telegram.Document(908002, 1, "tg-plan", "plan.pdf", Hub.Noon));
        await hub.DeliverAsync(new Twilio(Setting).Picture("+447700908003", "MM1", "ME1", Hub.Noon));
        await hub.DeliverAsync(new ViberBot(Setting("Channels__Viber__AuthToken")).File("viber-908004==", 9080041, shelf.AddressOf("vb-plan"), "../../plan.pdf", Hub.Noon));

        await AssertOpensAsync(hub, "phone:+447700908001", Plan, "application/pdf", "inline");
        await AssertOpensAsync(hub, "telegram_user_id:908002", Plan, "application/pdf", "inline");
        await AssertOpensAsync(hub, "phone:+447700908003", Picture, "image/png", "inline");
        await AssertOpensAsync(hub, "viber_user_id:viber-908004==", Plan, "application/pdf", "inline");
        Assert.Null(await hub.DeadLetterAsync());
    }

    [Fact]
    public async Task A_file_that_cannot_be_had_says_why_and_none_of_another_customer_is_given()
    {
        await using var hub = await Hub.StartAsync("files-refused");
        using var shelf = new ProviderShelf(hub.System.Providers);
        await shelf.PutAsync("good", "<html><script>alert(1)</script>"u8.ToArray(), "image/png");
        await shelf.PutAsync("large", [], fails: $"?made={60L * 1024 * 1024}");
        await shelf.PutAsync("endless", [], fails: "?made=-1");
        await shelf.PutAsync("loop", [], fails: $"?redirect={Uri.EscapeDataString(shelf.AddressOf("loop").AbsoluteUri)}");
        await shelf.PutAsync("inside", [], fails: $"?redirect={Uri.EscapeDataString(new UriBuilder(shelf.AddressOf("good")) { Host = "127.0.0.1" }.Uri.AbsoluteUri)}");
        await shelf.PutAsync("metadata", [], fails: $"?redirect={Uri.EscapeDataString("http://169.254.169.254/metadata")}");
        (string, string, string)[] files = [.. new[] { "good", "gone", "large", "endless", "loop", "inside", "metadata" }.Select(id => (id, $"{id}.png", "image/png"))];

        await hub.DeliverAsync(Hub.WhatsApp.Documents("447700908101", "wamid.bad", files, Hub.Noon));
        var customer = await hub.CustomerAsync("phone:+447700908101", files.Length);
        var entries = await SettledAsync(hub, customer);

        Assert.Equal(
            [null, "gone", "tooLarge", "tooLarge", "unavailable", "refusedAddress", "refusedAddress"],
            entries.Select(file => file.TryGetProperty("problem", out var problem) ? problem.GetString() : null));
        var good = entries[0].GetProperty("href").GetString()!;
        using var http = new HttpClient();
        using var page = await http.GetAsync(await hub.LinkAsync(entries[0]));
        Assert.Equal(("application/octet-stream", "attachment"), (page.Content.Headers.ContentType!.MediaType, page.Content.Headers.ContentDisposition!.DispositionType));
        using var gone = await hub.Api.GetAsync(entries[1].GetProperty("href").GetString()!.TrimStart('/'), default);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Contains("\"reason\":\"gone\"", await gone.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await hub.DeliverAsync(Hub.WhatsApp.Text("447700908102", "Other", "wamid.other", "Hello", Hub.Noon));
        var other = await hub.CustomerAsync("phone:+447700908102", 1);
        using var refused = await hub.Api.GetAsync(good.TrimStart('/').Replace(customer.GetProperty("id").GetString()!, other.GetProperty("id").GetString()!, StringComparison.Ordinal), default);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task Ten_files_of_25_MB_at_once_stay_below_200_MB_of_memory()
    {
        await using var hub = await Hub.StartAsync("files-memory");
        using var shelf = new ProviderShelf(hub.System.Providers);
        var content = RandomNumberGenerator.GetBytes(25 * 1024 * 1024);
        var files = Enumerable.Range(0, 10).Select(number => ($"big-{number}", $"big-{number}.bin", "application/octet-stream")).ToArray();
        foreach (var (id, _, _) in files) await shelf.PutAsync(id, content);
        var before = await PeakMemoryAsync(hub);

        await hub.DeliverAsync(Hub.WhatsApp.Documents("447700908201", "wamid.big", files, Hub.Noon));
        var kept = await SettledAsync(hub, await hub.CustomerAsync("phone:+447700908201", files.Length));

        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        Assert.All(kept, file => Assert.Equal((hash, content.LongLength), (file.GetProperty("sha256").GetString(), file.GetProperty("size").GetInt64())));
        var peak = await PeakMemoryAsync(hub);
        output.WriteLine($"The app took {peak / 1024 / 1024} MB at most, and {before / 1024 / 1024} MB before.");
        Assert.True(peak < MostMemory, $"The app took {peak / 1024 / 1024} MB.");
    }

    [Fact]
    public async Task An_app_that_dies_in_between_leaves_one_whole_blob_of_each_file_and_the_entries_show_them()
    {
        await using var hub = await Hub.StartAsync("files-killed");
        using var shelf = new ProviderShelf(hub.System.Providers);
        var files = Enumerable.Range(0, 8).Select(number => ($"slow-{number}", $"slow-{number}.pdf", "application/pdf")).ToArray();
        foreach (var (id, _, _) in files) await shelf.PutAsync(id, Plan, "application/pdf", "?pause=20");
        await hub.DeliverAsync(Hub.WhatsApp.Documents("447700908301", "wamid.killed", files, Hub.Noon));

        await Eventually.SeeAsync(_ => shelf.CountAsync("slow-0"), count => count > 0, TimeSpan.FromSeconds(30));
        await hub.System.KillAppAsync(CancellationToken.None);
        var customer = await hub.CustomerAsync("phone:+447700908301", files.Length);
        var kept = await SettledAsync(hub, customer);

        Assert.Equal(files.Length, kept.Select(file => file.GetProperty("blob").GetString()).Distinct().Count());
        foreach (var file in kept) await AssertOpensAsync(hub, file, Plan, "application/pdf", "inline");
        Assert.Equal(files.Length, customer.GetProperty("contactCount").GetInt32());
    }

    [Fact]
    public async Task While_storage_is_away_contacts_are_on_the_timeline_at_once_and_their_files_follow()
    {
        const int Contacts = 20;
        await using var hub = await Hub.StartAsync("files-away");
        using var shelf = new ProviderShelf(hub.System.Providers);
        await shelf.PutAsync("picture", Picture, "image/png");
        await hub.Storage.FreezeAsync();

        for (var number = 0; number < Contacts; number++)
            await hub.DeliverAsync(Hub.WhatsApp.Documents("447700908401", $"wamid.away.{number}", [("picture", "picture.png", "image/png")], Hub.Noon.AddSeconds(number)));
        var customer = await hub.CustomerAsync("phone:+447700908401", Contacts, TimeSpan.FromSeconds(10));
        Assert.All(await hub.ContactsAsync(customer), static entry => Assert.DoesNotContain("blob", entry.GetRawText(), StringComparison.Ordinal));

        await hub.Storage.ThawAsync();

        foreach (var file in await SettledAsync(hub, customer)) await AssertOpensAsync(hub, file, Picture, "image/png", "inline");
        Assert.Null(await hub.DeadLetterAsync());
    }

    private static async Task<long> PeakMemoryAsync(Hub hub)
    {
        var process = hub.System.AppProcess() ?? throw new InvalidOperationException("The app is not running.");
        var line = (await File.ReadAllLinesAsync($"/proc/{process}/status")).Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>The files of a customer in the order of its contacts, once each is kept or given up.</summary>
    private static Task<IReadOnlyList<JsonElement>> SettledAsync(Hub hub, JsonElement customer) => Eventually.SeeAsync<IReadOnlyList<JsonElement>>(
        async _ => [.. (await hub.ContactsAsync(customer)).Select(entry => entry.GetProperty("contact"))
            .OrderBy(contact => contact.GetProperty("providerMessageId").GetString(), StringComparer.Ordinal)
            .SelectMany(contact => contact.GetProperty("attachments").EnumerateArray())],
        files => files.All(file => file.TryGetProperty("blob", out var _) || file.TryGetProperty("problem", out var _)),
        TimeSpan.FromMinutes(3));

    private static async Task AssertOpensAsync(Hub hub, string identity, byte[] content, string type, string disposition) =>
        await AssertOpensAsync(hub, Assert.Single(await SettledAsync(hub, await hub.CustomerAsync(identity, 1))), content, type, disposition);

    private static async Task AssertOpensAsync(Hub hub, JsonElement file, byte[] content, string type, string disposition)
    {
        Assert.Equal((type, "not-scanned"), (file.GetProperty("contentType").GetString(), file.GetProperty("scan").GetString()));
        using var http = new HttpClient();
        using var answer = await http.GetAsync(await hub.LinkAsync(file));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal((type, disposition), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType));
    }
}
