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
    private const int PerSecond = 20;
    private const int Replies = 800;
    private const int Hanging = 60;

    private readonly CustomerApi _api = new(hub.Functions, hub.FunctionKey);
    private readonly ProviderOutbox _outbox = new(hub.Providers);

    public async Task AddToAsync(Figures figures, CancellationToken cancellation)
    {
        var overTelegram = await MeetAsync(number => telegram.Text(Person(number), "Anna", "S", 1, "Hello", Now), number => $"telegram_user_id:{Text(Person(number))}", cancellation);
        var overWhatsApp = await MeetAsync(number => whatsApp.Text(Text(Phone(number)), "Anna", $"wamid.reply.{Text(number)}", "Hello", Now), number => $"phone:+{Text(Phone(number))}", cancellation);
        await TimesAsync("warm", overTelegram, cancellation);
        var alone = await TimesAsync("alone", overTelegram, cancellation);

        await _outbox.FailAsync(new { provider = "whatsapp", delaySeconds = 60 });
        for (var number = 0; number < Hanging; number++) await AskAsync(overWhatsApp[number % Customers], $"hangs {Text(number)}", cancellation);
        var beside = await TimesAsync("beside", overTelegram, cancellation);
        await _outbox.FailAsync();

        var ratio = beside.Percentile(0.99) / alone.Percentile(0.99);
        figures.Add("asked for to at the provider, 20 replies/s, p50", $"{alone.Percentile(0.5).TotalMilliseconds:F1} ms", "");
        figures.Add("the same, p99", $"{alone.Percentile(0.99).TotalMilliseconds:F1} ms", "");
        figures.Add("p99 beside a provider that hangs for 60 s", $"{beside.Percentile(0.99).TotalMilliseconds:F1} ms, {ratio:F2} times", "at most 1.10 times");
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

    private async Task<string[]> MeetAsync(Func<int, SignedRequest> message, Func<int, string> identity, CancellationToken cancellation)
    {
        var met = new string[Customers];
        for (var number = 0; number < Customers; number++)
        {
            using (var answer = await _api.PostAsync(message(number), cancellation)) answer.EnsureSuccessStatusCode();
            while (met[number] is null)
                met[number] = await _api.FindAsync(identity(number), cancellation) is [var found, ..] ? found.GetProperty("id").GetString() ?? "" : null!; // asked for again
        }

        return met;
    }

    /// <returns>Sorted: from asking to the moment the provider has it, by the one clock of this machine.</returns>
    private async Task<IReadOnlyList<TimeSpan>> TimesAsync(string run, string[] customers, CancellationToken cancellation)
    {
        var asked = new DateTimeOffset[Replies];
        await Load.PacedAsync(Replies, PerSecond, async (number, token) =>
        {
            asked[number] = Now;
            await AskAsync(customers[number % Customers], $"{run} {Text(number)}", token);
        }, cancellation);
        IReadOnlyList<JsonElement> sent;
        do sent = [.. (await _outbox.SentAsync(cancellation)).Where(message => message.GetProperty("text").GetString()!.StartsWith($"{run} ", StringComparison.Ordinal))]; // every message has a text
        while (sent.Count < Replies);
        return [.. sent.Select(message => message.GetProperty("at").GetDateTimeOffset() - asked[int.Parse(message.GetProperty("text").GetString()!.Split(' ')[1], CultureInfo.InvariantCulture)]).Order()];
    }

    private async Task AskAsync(string customer, string text, CancellationToken cancellation)
    {
        using var answer = await _api.ReplyAsync(customer, new { text, idempotencyKey = text }, cancellation);
        if (answer.StatusCode != HttpStatusCode.Accepted) throw new InvalidOperationException($"A reply was answered with {(int)answer.StatusCode}.");
    }
}
