using System.Text;
using Omni.Worker;

namespace Omni.Functions.Tests.Worker;

public sealed class ServiceBusEnvelopeTests
{
    private const string Metadata = """
        "MessageReceiver":{},"MessageSession":{},"MessageActions":{},"SessionActions":{},"ReceiveActions":{},"Client":{"FullyQualifiedNamespace":"ns.servicebus.windows.net","IsClosed":false,"TransportType":0,"Identifier":"ns.servicebus.windows.net-0d1c"},"DeliveryCount":"2","LockToken":"\"8a2f3b6c-0d0e-4f5a-9b1c-2d3e4f5a6b7c\"","ExpiresAtUtc":"2026-03-15T12:34:56","ExpiresAt":"2026-03-15T12:34:56+00:00","EnqueuedTimeUtc":"2026-03-01T12:34:56","EnqueuedTime":"2026-03-01T12:34:56+00:00","MessageId":"\"m-1\"","ContentType":"\"application/json\"","SequenceNumber":"9007199254740993","Subject":"\"order\"","Label":"\"order\"","CorrelationId":"\"corr-1\"","ApplicationProperties":{"tenant":"acme","n":5,"f":1.5,"b":true,"when":"2026-03-01T12:00:00Z"},"UserProperties":{"tenant":"acme"},"SessionId":"\"sess-7\"","PartitionKey":"\"sess-7\"","sys":{"MethodName":"One"}
        """;

    private const string BatchMetadata = """
        "DeliveryCountArray":"[2,1]","LockTokenArray":"[\"8a2f3b6c-0d0e-4f5a-9b1c-2d3e4f5a6b7c\",\"8a2f3b6c-0d0e-4f5a-9b1c-2d3e4f5a6b7d\"]","EnqueuedTimeUtcArray":"[\"2026-03-01T12:34:56.789\",\"2026-03-01T12:34:57\"]","MessageIdArray":"[\"m-1\",\"m-\\\"2\\\"\"]","SequenceNumberArray":"[9007199254740993,9007199254740994]","ToArray":"[null,null]","SessionIdArray":"[\"sess-7\",\"sess-7\"]","ApplicationPropertiesArray":"[{\"tenant\":\"acme\",\"n\":5},{}]","UserPropertiesArray":"[{},{}]","sys":{"MethodName":"Many"}
        """;

    [Fact]
    public async Task A_binary_message_keeps_its_bytes_and_its_broker_values()
    {
        await using var app = await WorkerApp.StartAsync();
        var message = await app.DeliverAsync<ServiceBusTriggerMessage>("One", $$$"""
            {"Data":{"msg":"eyJhIjoxLCJuYW1lIjoiw6kifQ=="},"Metadata":{{{{Metadata}}}}}
            """);
        Assert.Equal("{\"a\":1,\"name\":\"é\"}", Encoding.UTF8.GetString(message.Body.Span));
        Assert.Equal(("m-1", "sess-7", "corr-1", "order"), (message.MessageId, message.SessionId, message.CorrelationId, message.Subject));
        Assert.Equal(("application/json", "sess-7"), (message.ContentType, message.PartitionKey));
        Assert.Equal((2, 9007199254740993L), (message.DeliveryCount, message.SequenceNumber));
        Assert.Equal(Guid.Parse("8a2f3b6c-0d0e-4f5a-9b1c-2d3e4f5a6b7c"), message.LockToken);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 34, 56, TimeSpan.Zero), message.EnqueuedTime);
        Assert.Equal(new DateTimeOffset(2026, 3, 15, 12, 34, 56, TimeSpan.Zero), message.ExpiresAt);
        Assert.Null(message.ReplyTo);
    }

    [Fact]
    public async Task Application_properties_keep_text_numbers_and_truth()
    {
        await using var app = await WorkerApp.StartAsync();
        var message = await app.DeliverAsync<ServiceBusTriggerMessage>("One", $$$"""
            {"Data":{"msg":""},"Metadata":{{{{Metadata}}}}}
            """);
        Assert.Equal(
            new Dictionary<string, object> { ["tenant"] = "acme", ["n"] = 5L, ["f"] = 1.5, ["b"] = true, ["when"] = "2026-03-01T12:00:00Z" },
            message.ApplicationProperties);
        Assert.Equal(0, message.Body.Length);
    }

    [Theory]
    [InlineData("\"\\\"{\\\\\\\"a\\\\\\\":1,\\\\\\\"name\\\\\\\":\\\\\\\"é\\\\\\\"}\\\"\"", "{\"a\":1,\"name\":\"é\"}")]
    [InlineData("\"\\\"plain \\\\\\\"text\\\\\\\"\\\"\"", "plain \"text\"")]
    [InlineData("\"\\\"\\\"\"", "")]
    public async Task A_text_message_is_unwrapped_twice(string sent, string expected)
    {
        await using var app = await WorkerApp.StartAsync();
        Assert.Equal(expected, await app.DeliverAsync<string>("OneText", $$$"""{"Data":{"msg":{{{sent}}}},"Metadata":{}}"""));
    }

    [Fact]
    public async Task A_batch_keeps_the_order_and_the_values_of_each_message()
    {
        await using var app = await WorkerApp.StartAsync();
        var messages = await app.DeliverAsync<ServiceBusTriggerMessage[]>("Many", $$$"""
            {"Data":{"msgs":"[\"eyJhIjoxLCJuYW1lIjoiw6kifQ==\",\"cGxhaW4gInRleHQi\"]"},"Metadata":{{{{BatchMetadata}}}}}
            """);
        Assert.Equal(["{\"a\":1,\"name\":\"é\"}", "plain \"text\""], messages.Select(message => Encoding.UTF8.GetString(message.Body.Span)));
        Assert.Equal(["m-1", "m-\"2\""], messages.Select(message => message.MessageId));
        Assert.Equal([2, 1], messages.Select(message => message.DeliveryCount));
        Assert.Equal([9007199254740993, 9007199254740994], messages.Select(message => message.SequenceNumber));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 34, 56, 789, TimeSpan.Zero), messages[0].EnqueuedTime);
        Assert.All(messages, message => Assert.Null(message.To));
        Assert.Equal("acme", messages[0].ApplicationProperties["tenant"]);
        Assert.Empty(messages[1].ApplicationProperties);
    }

    [Fact]
    public async Task A_batch_of_every_byte_arrives_unharmed()
    {
        await using var app = await WorkerApp.StartAsync();
        var bodies = Enumerable.Range(0, 256).Select(seed => Enumerable.Range(seed, 2_000).Select(value => (byte)value).ToArray()).ToList();
        var array = string.Join(",", bodies.Select(body => $"\\\"{Convert.ToBase64String(body)}\\\""));
        var messages = await app.DeliverAsync<ServiceBusTriggerMessage[]>("Many", $$$"""{"Metadata":{},"Data":{"msgs":"[{{{array}}}]"}}""");
        Assert.Equal(bodies, messages.Select(message => message.Body.ToArray()));
    }

    [Fact]
    public async Task A_message_cannot_forge_what_the_broker_says_of_it()
    {
        await using var app = await WorkerApp.StartAsync();
        var hostile = Convert.ToBase64String("""{"MessageId":"spoofed","sessionId":"other","DeliveryCount":99}"""u8);
        var message = await app.DeliverAsync<ServiceBusTriggerMessage>("One", $$$"""{"Data":{"msg":"{{{hostile}}}"},"Metadata":{{{{Metadata}}}}}""");
        Assert.Equal(("m-1", "sess-7", 2), (message.MessageId, message.SessionId, message.DeliveryCount));
    }

    [Fact]
    public async Task Texts_of_a_batch_are_utf8()
    {
        await using var app = await WorkerApp.StartAsync();
        Assert.Equal(["plain \"text\""], await app.DeliverAsync<string[]>("ManyTexts", """{"Data":{"msgs":"[\"cGxhaW4gInRleHQi\"]"}}"""));
    }
}
