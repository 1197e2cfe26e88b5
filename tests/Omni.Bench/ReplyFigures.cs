using System.Globalization;
using System.Net;
using System.Text.Json;
using Omni.Drivers;
using Omni.Drivers.Providers;

namespace Omni.Bench;

/// <summary>How long a reply takes to its provider, and whether a provider that hangs holds up another.</summary>
internal sealed class ReplyFigures(LocalHub hub, WhatsAppCloud whatsApp, TelegramBot telegram) : IDisposable
{
    private const int Customers = 20;
    private const int PerSecond = 25;
    private const int Replies = 2_000;
    private const int Hanging = 60;

    private readonly CustomerApi _api = new(hub.Functions, hub.FunctionKey);
    private readonly ProviderOutbox _outbox = new(hub.Providers);

    public async Task AddToAsync(Figures figures, CancellationToken cancellation)
    {
        var overTelegram = await MeetAsync(number => telegram.Text(Person(number), "Anna", "S", 1, "Hello", Now), number => $"telegram_user_id:{Text(Person(number))}", cancellation);
        var overWhatsApp = await MeetAsync(number => whatsApp.Text(Text(Phone(number)), "Anna", $"wamid.reply.{Text(number)}", "Hello", Now), number => $"phone:+{Text(Phone(number))}", cancellation);
        await TimesAsync("warm", overTelegram, Replies / 2, cancellation);
        var alone = await TimesAsync("alone", overTelegram, Replies, cancellation);

        await _outbox.FailAsync(new { provider = "whatsapp", delaySeconds = 60 });
        for (var number = 0; number < Hanging; number++) await AskAsync(overWhatsApp[number % Customers], $"hangs {Text(number)}", cancellation);
        var beside = await TimesAsync("beside", overTelegram, Replies, cancellation);
        await _outbox.FailAsync();

        var (slowAlone, slowBeside) = (Slow(alone), Slow(beside));
        figures.Add("a reply from being asked for to its provider, 25 a second, p50", $"{alone.Order().ToList().Percentile(0.5).TotalMilliseconds:F1} ms", "");
        figures.Add("the same, p99, median of five windows", $"{slowAlone.TotalMilliseconds:F1} ms", "");
        figures.Add("the same beside a provider that hangs for 60 s", $"{slowBeside.TotalMilliseconds:F1} ms, {slowBeside / slowAlone:F2} times", "at most 1.10 times");
    }

    public void Dispose()
    {
        _api.Dispose();
        _outbox.Dispose();
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static long Person(int number) => 7_000_000 + number;

    private static long Phone(int number) => 447_700_940_000 + number;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<Met[]> MeetAsync(Func<int, SignedRequest> message, Func<int, string> identity, CancellationToken cancellation)
    {
        var met = new Met[Customers];
        for (var number = 0; number < Customers; number++)
        {
            using (var answer = await _api.PostAsync(message(number), cancellation)) answer.EnsureSuccessStatusCode();
            IReadOnlyList<JsonElement> found;
            do found = await _api.FindAsync(identity(number), cancellation);
            while (found.Count == 0);
            var id = found[0].GetProperty("id").GetString() ?? "";
            met[number] = new Met(id, (await _api.TimelineAsync(id, cancellation))[0].GetProperty("id").GetString() ?? "");
        }

        return met;
    }

    /// <summary>One pause of the machine is in one window.</summary>
    private static TimeSpan Slow(IReadOnlyList<TimeSpan> times) => times.Chunk(times.Count / 5).Select(static window => window.Order().ToList().Percentile(0.99)).Order().ElementAt(2);

    /// <returns>In the order of asking: from asking to the moment the provider has it, by the one clock of this machine.</returns>
    private async Task<IReadOnlyList<TimeSpan>> TimesAsync(string run, Met[] customers, int replies, CancellationToken cancellation)
    {
        var asked = new DateTimeOffset[replies];
        await Load.PacedAsync(replies, PerSecond, async (number, token) =>
        {
            asked[number] = Now;
            await AskAsync(customers[number % Customers], $"{run} {Text(number)}", token);
        }, cancellation);
        IReadOnlyList<JsonElement> sent;
        do sent = [.. (await _outbox.SentAsync(cancellation)).Where(message => message.GetProperty("text").GetString()!.StartsWith($"{run} ", StringComparison.Ordinal))]; // every message has a text
        while (sent.Count < replies);
        return [.. sent.Select(static message => (At: message.GetProperty("at").GetDateTimeOffset(), Number: int.Parse(message.GetProperty("text").GetString()!.Split(' ')[1], CultureInfo.InvariantCulture)))
            .OrderBy(static one => one.Number).Select(one => one.At - asked[one.Number])];
    }

    /// <summary>To one contact, so that the length of the history does not matter.</summary>
    private async Task AskAsync(Met customer, string text, CancellationToken cancellation)
    {
        using var answer = await _api.ReplyAsync(customer.Id, new { text, inReplyTo = customer.Contact, idempotencyKey = text }, cancellation);
        if (answer.StatusCode != HttpStatusCode.Accepted) throw new InvalidOperationException($"A reply was answered with {(int)answer.StatusCode}.");
    }

    private sealed record Met(string Id, string Contact);
}
