using Microsoft.Extensions.Time.Testing;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Bot;
using Omni.Functions.Contacts;
using Omni.Functions.Ingestion;
using Omni.Functions.Stores;
using Omni.Functions.Tests.Contacts;

namespace Omni.Functions.Tests.Stores;

public sealed class ServiceBusContactTopicTests
{
    private readonly RecordingSender sender = new();
    private readonly ClaimsInMemory claims = new();
    private readonly BlobAccount account = new();
    private readonly FakeTimeProvider clock = new();
    private readonly ServiceBusContactTopic topic;

    public ServiceBusContactTopicTests() => topic = new(sender, claims, new BlobAttachments(account.Container(BlobAttachments.ContainerName)), new BotAudience(new BotOptions()), clock);

    [Fact]
    public async Task A_contact_carries_what_the_broker_needs_to_know()
    {
        var contact = Sample.Contact("c1", new Identity("phone", "+447700900123", Trust.Verified));

        await topic.PublishAsync([contact], default);

        var message = Assert.Single(Assert.Single(sender.Requests));
        Assert.Equal(("c1", LeadingIdentity.BucketOf(contact)), (message.MessageId, message.SessionId));
        Assert.Equal("omni.contact.received", message.Subject);
        Assert.Equal(("whatsapp", "whatsapp", "inbound"), (message.ApplicationProperties["channel"], message.ApplicationProperties["provider"], message.ApplicationProperties["direction"]));
        Assert.Equal("c1", (await Read(message)).Id);
    }

    [Fact]
    public async Task News_of_a_contact_are_not_a_second_delivery_of_it()
    {
        var call = Sample.Contact("c1") with { Kind = ContactKind.Call, Call = new() { Status = CallStatus.Completed }, Revision = "completed" };

        await topic.PublishAsync([call with { Revision = null }, call], default);

        Assert.Equal(["c1", "c1-completed"], sender.Requests.SelectMany(request => request).Select(message => message.MessageId));
    }

    [Fact]
    public async Task Files_that_came_along_are_kept_before_their_contact_is_queued()
    {
        var plan = new Attachment { Name = "plan.pdf", Content = "%PDF"u8.ToArray() };

        await topic.PublishAsync([Sample.Contact("0af1") with { Attachments = [new() { FileId = "elsewhere" }, plan] }], default);

        var read = await Read(Assert.Single(Assert.Single(sender.Requests)));
        Assert.Equal([null, "0af1/1"], read.Attachments.Select(file => file.Blob));
        Assert.Equal("%PDF"u8.ToArray(), Assert.Single(account.Blobs).Value);
    }

    [Fact]
    public async Task A_contact_whose_files_cannot_be_kept_is_not_queued()
    {
        account.Fate = () => new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable);
        var contact = Sample.Contact("0af1") with { Attachments = [new() { Content = "%PDF"u8.ToArray() }] };

        await Assert.ThrowsAsync<TopicUnavailableException>(() => topic.PublishAsync([contact], default));

        Assert.Empty(sender.Requests);
    }

    [Fact]
    public async Task What_arrives_while_requests_are_under_way_shares_the_next_one()
    {
        sender.Hold();
        var first = Enumerable.Range(0, 4).Select(number => Publish($"first{number}")).ToArray();
        var gathered = Enumerable.Range(0, 50).Select(number => Publish($"gathered{number}")).ToArray();
        Assert.Equal(4, sender.Requests.Count);

        sender.Release();
        await Task.WhenAll([.. first, .. gathered]);

        Assert.Equal(54, sender.Requests.Sum(request => request.Length));
        Assert.True(sender.Requests.Count <= 8, $"{sender.Requests.Count} requests");
    }

    [Theory]
    [InlineData(typeof(ServiceBusException))]
    [InlineData(typeof(ArgumentException))]
    [InlineData(typeof(InvalidOperationException))]
    public async Task A_contact_the_broker_refuses_fails_alone(Type refusal)
    {
        sender.Fate = request => Array.Exists(request, message => message.MessageId == "poison")
            ? (Exception)Activator.CreateInstance(refusal)! // Each has a constructor without parameters.
            : null;
        sender.Hold();
        var first = Enumerable.Range(0, 4).Select(number => Publish($"first{number}")).ToArray();
        var healthy = Enumerable.Range(0, 5).Select(number => Publish($"healthy{number}")).ToArray();
        var poison = Publish("poison");

        sender.Release();
        await Task.WhenAll([.. first, .. healthy]);

        await Assert.ThrowsAsync<TopicUnavailableException>(() => poison);
    }

    [Fact]
    public async Task A_broker_that_is_away_is_asked_once_for_all_who_wait()
    {
        sender.Fate = _ => new ServiceBusException("away", ServiceBusFailureReason.ServiceCommunicationProblem);
        sender.Hold();
        var callers = Enumerable.Range(0, 24).Select(number => Publish($"c{number}")).ToArray();

        sender.Release();

        foreach (var caller in callers)
            await Assert.ThrowsAsync<TopicUnavailableException>(() => caller);
        Assert.True(sender.Requests.Count <= 8, $"{sender.Requests.Count} requests");
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_is_given_up_after_ten_seconds()
    {
        sender.Hold();
        var caller = Publish("c1");

        clock.Advance(TimeSpan.FromSeconds(11));

        await Assert.ThrowsAsync<TopicUnavailableException>(() => caller);
    }

    [Fact]
    public async Task Connections_that_swallow_everything_hold_up_nobody_who_comes_after_ten_seconds()
    {
        sender.Hold();
        var swallowed = Enumerable.Range(0, 4).Select(number => Publish($"swallowed{number}")).ToArray();
        sender.ForgetHeld();

        clock.Advance(TimeSpan.FromSeconds(11));
        foreach (var caller in swallowed)
            await Assert.ThrowsAsync<TopicUnavailableException>(() => caller);

        await Publish("later").WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("later", sender.Requests[^1].Single().MessageId);
    }

    [Fact]
    public async Task No_more_than_32_MB_wait_for_the_topic()
    {
        var text = new string('x', 190 * 1024);
        sender.Hold();

        var callers = Enumerable.Range(0, 250).Select(number => topic.PublishAsync([Sample.Contact($"c{number}") with { Text = text }], default)).ToArray();

        var refused = callers.Where(caller => caller.IsFaulted).ToArray();
        Assert.InRange(callers.Length - refused.Length, 160, 180);
        sender.Release();
        await Task.WhenAll(callers.Except(refused));
        foreach (var caller in refused)
            await Assert.ThrowsAsync<TopicUnavailableException>(() => caller);
    }

    [Fact]
    public async Task A_caller_who_leaves_does_not_take_the_others_along()
    {
        using var leaving = new CancellationTokenSource();
        sender.Hold();
        var first = Enumerable.Range(0, 4).Select(number => Publish($"first{number}")).ToArray();
        var left = topic.PublishAsync([Sample.Contact("left")], leaving.Token);
        var stayed = Publish("stayed");

        await leaving.CancelAsync();
        sender.Release();
        await Task.WhenAll([.. first, stayed]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
    }

    [Fact]
    public async Task A_contact_too_large_for_a_message_is_left_in_storage_and_found_again()
    {
        var large = Sample.Contact("large") with { Text = new string('\\', 150_000) };

        await topic.PublishAsync([large], default);

        var message = sender.Requests[0][0];
        Assert.True(message.Body.ToMemory().Length < 1000);
        Assert.Equal(large.Text, (await Read(message)).Text);
    }

    [Fact]
    public async Task News_too_large_for_a_message_do_not_take_the_place_of_their_contact()
    {
        var call = Sample.Contact("0af1") with { Kind = ContactKind.Call, Text = new string('c', 250_000) };
        var news = call with { Call = new() { Status = CallStatus.Completed }, Revision = "completed" };

        await topic.PublishAsync([call, news], default);

        var read = await Task.WhenAll(sender.Requests.SelectMany(request => request).Select(Read));
        Assert.Equal([null, "completed"], read.Select(contact => contact.Revision));
    }

    private Task Publish(string id) => topic.PublishAsync([Sample.Contact(id)], CancellationToken.None);

    private async Task<Contact> Read(ServiceBusMessage message) =>
        Assert.IsType<ReadableContact>(await ContactEvent.ReadAsync(message.Body.ToMemory(), claims, default)).Contact;
}
