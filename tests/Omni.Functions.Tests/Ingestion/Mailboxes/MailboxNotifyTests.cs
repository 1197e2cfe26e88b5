using System.Net;
using Omni.Functions.Ingestion.Mailboxes;
using static Omni.Functions.Tests.Ingestion.Mailboxes.NoticeDriver;

namespace Omni.Functions.Tests.Ingestion.Mailboxes;

public sealed class MailboxNotifyTests
{
    [Theory]
    [InlineData("Validation%3A%20Testing%20reachability%20%3CRequest-Id%3A%201%3E", "Validation: Testing reachability <Request-Id: 1>")]
    [InlineData("1%2B1%26%3Cscript%3E", "1+1&<script>")]
    public async Task The_greeting_gives_the_token_back_decoded_and_as_text_that_no_browser_takes_for_a_page(string encoded, string token)
    {
        await using var driver = await StartAsync();

        using var answer = await driver.GreetAsync(encoded);

        Assert.Equal((HttpStatusCode.OK, "text/plain"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(token, await answer.Content.ReadAsStringAsync());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Empty(driver.WakeUps.Ordered);
    }

    [Fact]
    public async Task A_token_of_any_length_is_not_given_back()
    {
        await using var driver = await StartAsync();

        using var answer = await driver.GreetAsync(new string('a', 2049));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("at most 2048", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_notices_wake_each_mailbox_once()
    {
        await using var driver = await StartAsync();

        using var answer = await driver.TellAsync(Enumerable.Range(0, 100).Select(i => Created(driver.Push.ProofOf(i % 2 == 0 ? PostRoom.Sales : PostRoom.Design))));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(
            [new WakeUp(PostRoom.Design.Key, RenewsSubscription: false), new WakeUp(PostRoom.Sales.Key, RenewsSubscription: false)],
            driver.WakeUps.Ordered.OrderBy(static order => order.Mailbox, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("guessed")]
    [InlineData("ä")]
    public async Task A_notice_without_the_right_proof_wakes_nobody_and_those_beside_it_do(string? proof)
    {
        await using var driver = await StartAsync();

        using var alone = await driver.TellAsync(Created(proof));
        Assert.Empty(driver.WakeUps.Ordered);
        using var among = await driver.TellAsync(Created(proof), Created(driver.Push.ProofOf(PostRoom.Design)));

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (alone.StatusCode, among.StatusCode));
        Assert.Equal(PostRoom.Design.Key, Assert.Single(driver.WakeUps.Ordered).Mailbox);
        Assert.Equal(2, driver.Lines.Count(static line => line.Contains("wrong proof", StringComparison.Ordinal)));
        Assert.DoesNotContain(driver.Lines, static line => line.Contains("guessed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_proof_is_of_one_mailbox_and_of_one_installation()
    {
        var list = new MailboxList([PostRoom.Sales, PostRoom.Design, PostRoom.Sales with { Folder = "archive" }]);
        var ours = new MailboxPush(Key, list, null);
        var another = new MailboxPush(Omni.Functions.Channels.ReplyKey.From("another salt of a length"u8), list, null);

        Assert.All(list.All, mailbox => Assert.Equal(mailbox, ours.ProvenBy(ours.ProofOf(mailbox))));
        Assert.All(list.All, mailbox => Assert.Null(ours.ProvenBy(another.ProofOf(mailbox))));
        Assert.All(list.All, mailbox => Assert.True(ours.ProofOf(mailbox).Length <= 128));
    }

    [Theory]
    [InlineData("missed", false)]
    [InlineData("subscriptionRemoved", true)]
    [InlineData("reauthorizationRequired", true)]
    public async Task What_is_told_of_the_subscription_itself_wakes_the_mailbox_and_says_whether_it_needs_care(string happened, bool renews)
    {
        await using var driver = await StartAsync();

        using var answer = await driver.TellAsync(Created(driver.Push.ProofOf(PostRoom.Sales)), Lifecycle(driver.Push.ProofOf(PostRoom.Sales), happened));

        Assert.Equal(new WakeUp(PostRoom.Sales.Key, renews), Assert.Single(driver.WakeUps.Ordered));
    }

    [Theory]
    [InlineData("")]
    [InlineData("notices")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"value":[1]}""")]
    public async Task What_is_no_collection_of_notices_is_refused(string body)
    {
        await using var driver = await StartAsync();

        using var answer = await driver.PostAsync(body);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task A_body_without_end_is_refused_unread()
    {
        await using var driver = await StartAsync();

        using var answer = await driver.PostAsync(new string(' ', 1024 * 1024 + 1));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task While_the_queue_is_away_the_notice_is_asked_for_again()
    {
        await using var driver = await StartAsync();
        driver.WakeUps.IsDown = true;

        using var answer = await driver.TellAsync(Created(driver.Push.ProofOf(PostRoom.Sales)));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Fact]
    public async Task Where_mailboxes_are_not_to_tell_there_is_nobody_who_listens()
    {
        await using var driver = await StartAsync(isOn: false);

        using var greeting = await driver.GreetAsync("token");
        using var notice = await driver.TellAsync(Created(driver.Push.ProofOf(PostRoom.Sales)));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (greeting.StatusCode, notice.StatusCode));
        Assert.Empty(driver.WakeUps.Ordered);
    }
}
