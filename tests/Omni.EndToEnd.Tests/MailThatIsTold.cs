using Omni.Drivers;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

/// <summary>Nobody looks into the mailboxes here unless they tell.</summary>
public sealed class MailThatIsTold : IAsyncLifetime
{
    private static readonly Dictionary<string, string> NobodyLooks = new()
    {
        ["AzureWebJobs.MailboxPoll.Disabled"] = "true",
        ["AzureWebJobs.WatchMailboxes.Disabled"] = "true",
    };

    private Hub _hub = null!; // started before each test

    public async Task InitializeAsync() => _hub = await Hub.StartAsync("told", NobodyLooks);

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task A_mailbox_tells_of_new_mail_and_goes_on_telling_after_the_service_has_dropped_the_subscription()
    {
        await _hub.RunTimerAsync("WatchMailboxes", "The mailbox of sales tells of new mail at once.");
        await SendAsync("first");
        await _hub.CustomerAsync("email:marina.told@client.example", 1);

        await _hub.System.TellOfSubscriptionsAsync("subscriptionRemoved");
        await Eventually.SeeAsync(token => _hub.System.CountLoggedAsync("The mailbox of sales tells of new mail at once.", token), static count => count == 2, TimeSpan.FromSeconds(30));
        await SendAsync("second");
        await SendAsync("third");

        var customer = await _hub.CustomerAsync("email:marina.told@client.example", 3);
        Assert.Equal(["first", "second", "third"], (await _hub.ContactsAsync(customer)).Select(static entry => entry.GetProperty("contact").GetProperty("subject").GetString()).Order(StringComparer.Ordinal));
    }

    private async Task SendAsync(string subject)
    {
        using var sender = new MailSender(_hub.System);
        await sender.SendAsync(
            new Letter
            {
                From = "Marina <marina.told@client.example>",
                To = "sales@shop.example",
                Subject = subject,
                Text = "Here I am.",
                MessageId = $"{subject}@client.example",
                Date = TimeProvider.System.GetUtcNow(),
            },
            CancellationToken.None);
    }
}
