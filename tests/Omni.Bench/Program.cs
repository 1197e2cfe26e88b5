using Omni.Bench;
using Omni.Drivers.Providers;

const int Customers = 1_000;
const string Secret = "bench-app-secret";

using var cancellation = new CancellationTokenSource(TimeSpan.FromMinutes(20));
var figures = new Figures();

await using (var limit = await MachineLimit.StartAsync(Secret))
{
    using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = limit.Address };
    var messages = Crowd.Messages(new WhatsAppCloud(Secret), "limit", Customers, 20_000, TimeProvider.System.GetUtcNow());
    var took = await Load.FlatOutAsync(messages.Length, 64, async (i, token) =>
    {
        using var message = messages[i].ToHttp();
        using var answer = await http.SendAsync(message, token);
        answer.EnsureSuccessStatusCode();
    }, cancellation.Token);
    figures.Add("the machine's limit", $"{messages.Length / took.TotalSeconds:F0} contacts/s", "the yardstick");
}

figures.Print(Console.Out);
return 0;
