using Omni.Functions.Hosting;
using Omni.Worker;

namespace Omni.Functions.Tests.Worker;

public sealed class MessageConversionTests
{
    [Fact]
    public void A_triggers_message_becomes_the_clients_message()
    {
        var enqueued = new DateTimeOffset(2026, 3, 1, 12, 34, 56, TimeSpan.Zero);
        var lockToken = Guid.Parse("8a2f3b6c-0d0e-4f5a-9b1c-2d3e4f5a6b7c");
        var message = new ServiceBusTriggerMessages().Convert(new ServiceBusTriggerMessage
        {
            Body = "é"u8.ToArray(),
            MessageId = "m-1",
            SessionId = "sess-7",
            Subject = "order",
            CorrelationId = "corr-1",
            DeliveryCount = 2,
            SequenceNumber = 9007199254740993,
            EnqueuedTime = enqueued,
            ExpiresAt = enqueued.AddDays(14),
            LockToken = lockToken,
            ApplicationProperties = new Dictionary<string, object> { ["tenant"] = "acme" },
        });
        Assert.Equal("é", message.Body.ToString());
        Assert.Equal(("m-1", "sess-7", "order", "corr-1"), (message.MessageId, message.SessionId, message.Subject, message.CorrelationId));
        Assert.Equal((2, 9007199254740993L, lockToken.ToString()), (message.DeliveryCount, message.SequenceNumber, message.LockToken));
        Assert.Equal((enqueued, TimeSpan.FromDays(14)), (message.EnqueuedTime, message.TimeToLive));
        Assert.Equal("acme", message.ApplicationProperties["tenant"]);
    }
}
