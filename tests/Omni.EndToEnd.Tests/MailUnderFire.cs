using System.Globalization;
using System.Text.Json;
using Omni.Drivers;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

public sealed class MailUnderFire
{
    private const int Mails = 500;
    private const int Senders = 50;

    /// <summary>One of so many has a file, and one of so many goes to two departments.</summary>
    private const int WithFile = 10;
    private const int ToTwo = 25;

    private static readonly TimeSpan Refusing = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static readonly string[] Mailboxes = ["sales@shop.example", "design@shop.example", "info@shop.example"];

    [Fact]
    public async Task Five_hundred_mails_in_three_mailboxes_are_contacts_once_each_while_the_app_is_killed_twice_and_the_mailboxes_refuse_forget_and_repeat()
    {
        await using var hub = await Hub.StartAsync("mail-under-fire");
        await hub.RunTimerAsync("WatchMailboxes", "The mailbox of sales tells of new mail at once.");
        await hub.System.ReplayMailAsync();
        await hub.System.RefuseMailAsync(429, 0.3, Refusing);

        await SendAsync(hub, 0, Mails / 2);
        await hub.CustomerAsync(Of(0), 1, Patience);
        await hub.System.KillAppAsync(CancellationToken.None);
        await hub.System.RefuseMailAsync(503, 0.3, Refusing);
        await hub.System.ForgetMailPositionsAsync();
        await SendAsync(hub, Mails / 2, Mails);
        await hub.System.KillAppAsync(CancellationToken.None);

        for (var sender = 0; sender < Senders; sender++) await EverythingIsThereAsync(hub, sender);
        Assert.Null(await hub.DeadLetterAsync());
        Assert.InRange(await hub.System.CountRefusedMailRequestsAsync(), 20, int.MaxValue);
    }

    private static async Task EverythingIsThereAsync(Hub hub, int sender)
    {
        var numbers = Enumerable.Range(0, Mails).Where(number => number % Senders == sender).ToList();
        var customer = await hub.CustomerAsync(Of(sender), numbers.Count, Patience);
        var contacts = await Eventually.SeeAsync(
            async _ => (await hub.ContactsAsync(customer)).Select(static entry => entry.GetProperty("contact")).ToList(), contacts => contacts.TrueForAll(IsComplete), Patience);

        Assert.Equal(numbers.Select(Subject), contacts.Select(static contact => contact.GetProperty("subject").GetString()));
        Assert.Equal(
            numbers.Select(static number => number % WithFile == 0 ? 1 : 0),
            contacts.Select(static contact => contact.TryGetProperty("attachments", out var files) ? files.GetArrayLength() : 0));
        Assert.Equal(numbers.Count, customer.GetProperty("contactCount").GetInt32());
    }

    /// <summary>Its files are kept, and both departments known.</summary>
    private static bool IsComplete(JsonElement contact)
    {
        var number = int.Parse(contact.GetProperty("subject").GetString()?.Split(' ')[^1] ?? "", CultureInfo.InvariantCulture);
        var areKept = !contact.TryGetProperty("attachments", out var files) || files.EnumerateArray().All(static file => file.TryGetProperty("blob", out var _));
        var departments = contact.TryGetProperty("departments", out var known) ? known.GetArrayLength() : 0;
        return areKept && (number % ToTwo != 0 || departments == 2);
    }

    private static async Task SendAsync(Hub hub, int from, int to)
    {
        using var sender = new MailSender(hub.System);
        for (var number = from; number < to; number++) await sender.SendAsync(LetterOf(number), CancellationToken.None);
    }

    private static Letter LetterOf(int number) => new()
    {
        From = $"Sender {Text(number % Senders)} <sender{Text(number % Senders)}@client.example>",
        To = number % ToTwo == 0 ? $"{Mailboxes[0]}, {Mailboxes[1]}" : Mailboxes[number % Mailboxes.Length],
        Subject = Subject(number),
        Text = $"Words of mail {Text(number)}.",
        MessageId = $"fire-{Text(number)}@client.example",
        Date = TimeProvider.System.GetUtcNow().AddMinutes(-20).AddSeconds(number),
        Files = number % WithFile == 0 ? [new LetterFile($"plan {Text(number)}.pdf", "application/pdf", "%PDF-1.7 plan"u8.ToArray())] : [],
    };

    private static string Of(int sender) => $"email:sender{Text(sender)}@client.example";

    private static string Subject(int number) => $"Mail {Text(number)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
