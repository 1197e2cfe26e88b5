using System.Globalization;
using Omni.Drivers;
using Omni.Drivers.Providers;

namespace Omni.Demo;

/// <summary>The stories every release must tell right, as far as today's channels carry them. Invented people, reserved numbers.</summary>
internal sealed class Stories(LocalSettings settings, string publicUrl, DateTimeOffset now)
{
    private readonly WhatsAppCloud _whatsApp = new(settings["Channels__WhatsApp__AppSecret"]);
    private readonly TelegramBot _telegram = new(settings["Channels__Telegram__SecretToken"]);
    private readonly SiteForm _form = new(settings["Channels__Form__Secret"]);

    /// <summary>New ids at each run, so that telling a story twice shows a longer timeline.</summary>
    private readonly string _run = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public IReadOnlyList<Story> All => [Furniture(), Anna(), TicketBuyer(), .. Everywhere()];

    private Story Furniture() => new(
        "Furniture: a floor plan in a messenger, a question to the bot, an order form — one customer",
        "phone:+447700900111",
        [
            _whatsApp.Photo("447700900111", "Марина К.", $"wamid.{_run}.plan", "План кухни, помогите с размерами", now.AddMinutes(-50)),
            _telegram.Text(700900111, "Марина", "К", Number(1), "Здравствуйте, где ваш салон?", now.AddMinutes(-40)),
            _telegram.OwnPhone(700900111, "Марина", "К", Number(2), "+447700900111", now.AddMinutes(-39)),
            _form.Filled(new { id = $"order-{_run}", name = "Марина К.", phone = "+44 7700 900111", message = "Доставка в субботу", department = "delivery" }),
        ]);

    private Story Anna() => new(
        "Anna: a messenger message with a photo, then a form — explained once",
        "phone:+447700900123",
        [
            _whatsApp.Photo("447700900123", "Анна Смирнова", $"wamid.{_run}.crack", "Вот такая трещина на корпусе", now.AddMinutes(-35)),
            _form.Filled(new { id = $"claim-{_run}", name = "Анна Смирнова", phone = "+44 (7700) 900-123", email = "anna@example.com", message = "Прошу заменить" }),
        ]);

    private Story TicketBuyer() => new(
        "Ticket distributor: a form with an e-mail, then a messenger — the full picture before the answer",
        "email:oleg@example.com",
        [
            _form.Filled(new { id = $"tickets-{_run}", name = "Oleg D.", email = "Oleg@Example.com", phone = "+447700900456", message = "Two seats for Friday?", page = "/concerts/42" }),
            _whatsApp.Text("447700900456", "Oleg D.", $"wamid.{_run}.seats", "Are they still free?", now.AddMinutes(-1)),
        ]);

    /// <summary>One contact through every provider there is.</summary>
    private IEnumerable<Story> Everywhere()
    {
        var each = new OneOfEach(key => key == "Omni__PublicUrl" ? publicUrl : settings[key], _run, now);
        yield return new("Nina: whatever shows her phone, and what two CRMs know of it", $"phone:{OneOfEach.Phone}", [.. each.WithPhone, .. each.CrmWithPhone]);
        yield return new("Nina: whatever shows her address", $"email:{OneOfEach.Email}", each.WithEmail);
        foreach (var (identity, request) in each.WithIdsOfTheirOwn)
            yield return new($"Nina: {request.Provider} knows her by an id of its own", identity, [request]);
    }

    private int Number(int step) => (int)(now.ToUnixTimeSeconds() % 100_000_000 * 10) + step;
}
