using System.Collections.Concurrent;
using System.Globalization;

namespace Omni.Drivers;

/// <summary>Many people who talk to the bot at once, each about an order and a phone number of their own, and take their time to read and to type.</summary>
public sealed class BotCrowd(Uri bot, TimeSpan thinking)
{
    private const int Turns = 10;

    private readonly ConcurrentBag<string> _flaws = [];
    private readonly ConcurrentBag<double> _waits = [];

    /// <summary>What anybody was told that they should not have been, or was not told.</summary>
    public IReadOnlyCollection<string> Flaws => _flaws;

    /// <summary>From what a person says to what the bot answers, in milliseconds by the clock of the channel.</summary>
    public IReadOnlyList<double> Waits => [.. _waits.Order()];

    /// <param name="people">How many.</param>
    /// <param name="name">Of this crowd, so that two are not the same people.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task TalkAsync(int people, string name, CancellationToken cancellation)
    {
        using var connections = new SocketsHttpHandler { MaxConnectionsPerServer = 256 };
        using var http = new HttpClient(connections) { BaseAddress = bot };
        await Task.WhenAll(Enumerable.Range(0, people).Select(number => TalkAsync(http, number, name, cancellation)));
    }

    /// <summary>The wait that so many percent do not exceed.</summary>
    public double Percentile(int percent) => Waits is { Count: > 0 } waits ? waits[Math.Min(waits.Count - 1, waits.Count * percent / 100)] : 0;

    private async Task TalkAsync(HttpClient http, int number, string name, CancellationToken cancellation)
    {
        var turn = 0;
        await PauseAsync(number, turn, cancellation);
        await using var chat = await DirectLine.OpenAsync(http, $"dl_{name}_{number.ToString(CultureInfo.InvariantCulture)}", cancellation);
        foreach (var (said, expected) in Script(number))
        {
            var answer = await chat.AskAsync(said, cancellation);
            _waits.Add(chat.LastWait.TotalMilliseconds);
            var text = answer.GetProperty("text").GetString() ?? "";
            if (!text.Contains(expected, StringComparison.Ordinal)) _flaws.Add($"{number}: '{said}' got '{text}', not '{expected}'");
            await PauseAsync(number, ++turn, cancellation);
        }

        if ((await chat.AllAsync(cancellation)).Count is var count && count != 2 * Turns) _flaws.Add($"{number}: {count} activities");
    }

    /// <summary>From none to twice the usual, evenly, and the same in each run.</summary>
    private Task PauseAsync(int number, int turn, CancellationToken cancellation) => Task.Delay(thinking * 2 * ((((number * 7919) + (turn * 104_729)) % 1000) / 1000.0), TimeProvider.System, cancellation);

    /// <summary>What is told once is not asked for again, and every value is this person's.</summary>
    private static (string Said, string Expected)[] Script(int number)
    {
        var (order, phone) = (string.Create(CultureInfo.InvariantCulture, $"{70000 + number}"), string.Create(CultureInfo.InvariantCulture, $"+7916{1000000 + number}"));
        return
        [
            ("Здравствуйте", "Чем помочь?"),
            ("Хочу вернуть диван", "Какой номер заказа?"),
            (order, "Почему хотите вернуть?"),
            ("Не подошёл цвет", "По какому телефону"),
            (phone, $"возврат заказа {order} принята: мы позвоним вам на {phone}"),
            ("Сколько стоит доставка?", "от 990"),
            ("Перезвоните мне", "Когда удобно?"),
            ($"завтра, заказ {order}", $"Позвоним на {phone}: завтра, заказ {order}"),
            ("Спасибо", "Пожалуйста!"),
            ("До свидания", "До свидания!"),
        ];
    }
}
