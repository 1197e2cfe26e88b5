using Omni.Bench;
using Omni.Drivers;
using Omni.Drivers.Providers;

if (args is not [var localAzure, var scriptRoot, var settingsFile, var entities])
{
    await Console.Error.WriteLineAsync("usage: Omni.Bench <Omni.LocalAzure.dll> <script root> <settings file> <entities file>; ./omni bench fills these in");
    return 2;
}

const int Customers = 1_000;
using var cancellation = new CancellationTokenSource(TimeSpan.FromMinutes(20));
var figures = new Figures();
var whatsApp = new WhatsAppCloud(LocalSettings.Read(settingsFile)["Channels__WhatsApp__AppSecret"]);

var limit = await MachineLimit.MeasureAsync(Customers, messages: 30_000, cancellation.Token);
figures.Add("the machine's limit (Kestrel, HMAC, one SQLite transaction)", $"{limit:F0} contacts/s", "the yardstick");

NormalisingFigures.Add(figures);
MatchingFigures.Add(figures);

var starts = new List<ColdStart.Result>();
for (var i = 0; i < 10; i++) starts.Add(await new ColdStart(scriptRoot, settingsFile).RunAsync(cancellation.Token));
figures.Add("process start to first answer, median of 10", $"{starts.Select(start => start.Ready.TotalMilliseconds).Order().ElementAt(4):F0} ms", "at most 300 ms");
figures.Add("resident memory, idle, largest of 10", $"{starts.Max(start => start.IdleMegabytes):F0} MB", "at most 150 MB");

var data = Directory.CreateTempSubdirectory("omni-bench-").FullName;
await using (var hub = await LocalHub.StartAsync(new LocalHubFolders(localAzure, scriptRoot, settingsFile, entities, data, Path.Combine(data, "hub.log")), cancellation.Token))
{
    using var replies = new ReplyFigures(hub, whatsApp, new TelegramBot(LocalSettings.Read(settingsFile)["Channels__Telegram__SecretToken"]));
    await replies.AddToAsync(figures, cancellation.Token);
    await BotFigures.AddToAsync(figures, hub, cancellation.Token);
    using var measure = new HubFigures(hub, whatsApp);
    await measure.EndToEndAsync("warm", Customers, 10_000, cancellation.Token);

    var answers = await measure.AnswersAsync("paced", perSecond: 200, messages: 4_000, cancellation.Token);
    figures.Add("webhook answer at 200 requests/s, p50", $"{answers.Percentile(0.5).TotalMilliseconds:F1} ms", "");
    figures.Add("webhook answer at 200 requests/s, p99", $"{answers.Percentile(0.99).TotalMilliseconds:F1} ms", "below 50 ms");

    figures.Add("answer to one request with 1,000 messages", $"{(await measure.BatchAsync("batch", Customers, cancellation.Token)).TotalMilliseconds:F0} ms", "at most 1,000 ms");

    var through = await measure.EndToEndAsync("flat-out", Customers, 30_000, cancellation.Token);
    figures.Add("posted to readable in the timeline", $"{through.PerSecond:F0} contacts/s", "at least 1,000");
    figures.Add("the same as a share of the machine's limit", $"{through.PerSecond / limit:F2}", "0.67");
    figures.Add("readable after the last answer", $"{through.Lag.TotalSeconds:F1} s", "at most 2 s");
    var (history, cost) = await measure.OneMoreAsync("one-more", cancellation.Token);
    figures.Add("store round trips for a contact of a known customer", $"{cost.RoundTrips}, with {history} entries of history", "at most 3");
    figures.Add("store request units for it", $"{cost.RequestUnits:F1} RU", "at most 25 RU");
    await measure.EndToEndAsync("long", customers: 1, messages: 10_000, cancellation.Token);
    (history, cost) = await measure.OneMoreAsync("one-more-long", cancellation.Token);
    figures.Add("the same with a long history", $"{cost.RoundTrips}, {cost.RequestUnits:F1} RU, with {history} entries", "at most 3, 25 RU");

    figures.Add("CPU of the app per contact", $"{through.AppCpuPerContact.TotalMilliseconds:F2} ms", "at most 0.4 ms");
    await new CosmosFigures(hub.Cosmos).AddToAsync(figures, cancellation.Token);
}

Directory.Delete(data, recursive: true);
figures.Print(Console.Out);
return 0;
