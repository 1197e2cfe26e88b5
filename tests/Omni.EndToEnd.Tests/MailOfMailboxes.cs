using System.Text.Json;
using Omni.Drivers;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

[Collection(Peaceful.Name)]
public sealed class MailOfMailboxes(PeacefulHub fixture)
{
    private static readonly byte[] Plan = [.. "%PDF-1.7 "u8, .. Enumerable.Range(0, 200_000).Select(static i => (byte)(i * 31))];

    private readonly Hub _hub = fixture.Hub;

    [Fact]
    public async Task A_mail_to_two_departments_is_one_contact_and_its_floor_plan_opens_byte_for_byte()
    {
        using var sender = new MailSender(_hub.System);
        await sender.SendAsync(
            new Letter
            {
                From = "Marina <marina.mailbox@client.example>",
                To = "design@shop.example, sales@shop.example",
                Subject = "Floor plan",
                Text = "Here is the plan.",
                MessageId = "plan@client.example",
                Date = TimeProvider.System.GetUtcNow(),
                Files = [new LetterFile("plan.pdf", "application/pdf", Plan)],
            },
            CancellationToken.None);

        await _hub.RunTimerAsync("MailboxPoll", "mails to design are queued");
        var customer = await _hub.CustomerAsync("email:marina.mailbox@client.example", 1);
        var contact = await Eventually.SeeAsync(
            async _ => Assert.Single(await _hub.ContactsAsync(customer)).GetProperty("contact"), static seen => FileOf(seen).TryGetProperty("blob", out var _), TimeSpan.FromSeconds(60));

        Assert.Equal(("mailbox", "Here is the plan."), (contact.GetProperty("provider").GetString(), contact.GetProperty("text").GetString()));
        Assert.Equal(["design", "sales"], contact.GetProperty("departments").EnumerateArray().Select(static department => department.GetString()));
        Assert.Equal("plan.pdf", FileOf(contact).GetProperty("name").GetString());
        using var http = new HttpClient();
        Assert.Equal(Plan, await http.GetByteArrayAsync(await _hub.LinkAsync(FileOf(contact))));
    }

    private static JsonElement FileOf(JsonElement contact) => Assert.Single(contact.GetProperty("attachments").EnumerateArray());
}
