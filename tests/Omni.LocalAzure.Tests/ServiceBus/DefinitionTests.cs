using Omni.LocalAzure.ServiceBus.Definitions;

namespace Omni.LocalAzure.Tests.ServiceBus;

public sealed class DefinitionTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void What_is_left_out_has_the_defaults_of_the_service()
    {
        var queue = Assert.Single(Load("""{"serviceBus":{"queues":[{"name":"q"}]}}""").Queues);

        Assert.Equal((10, TimeSpan.FromMinutes(1), TimeSpan.MaxValue), (queue.MaxDeliveryCount, queue.LockDuration, queue.DefaultMessageTimeToLive));
    }

    [Theory]
    [InlineData("""{"serviceBus":{"queues":[{"name":"q","forwardTo":"other"}]}}""")]
    [InlineData("""{"serviceBus":{"queues":[{"name":"q","lockDuration":"five minutes"}]}}""")]
    [InlineData("""{"serviceBus":{"queues":[{}]}}""")]
    [InlineData("""{"cosmos":{}}""")]
    public void What_the_broker_cannot_hold_to_is_refused(string json) => Assert.Throws<InvalidDataException>(() => Load(json));

    private ServiceBusDefinition Load(string json)
    {
        File.WriteAllText(_file, json);
        return ServiceBusDefinition.Load(_file);
    }
}
