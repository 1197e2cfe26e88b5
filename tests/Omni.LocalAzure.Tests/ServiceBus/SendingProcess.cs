using System.Globalization;
using Omni.LocalAzure.ServiceBus;

namespace Omni.LocalAzure.Tests.ServiceBus;

/// <summary>Sends, receives and completes without end, and says on its output what has been acknowledged.</summary>
internal static class SendingProcess
{
    public static async Task RunAsync(string path)
    {
        using var broker = Broker.Open(path, BrokerFixture.Definition, TimeProvider.System);
        var receiver = broker.OpenReceiver(BrokerFixture.Queue);
        for (var round = 0; ; round++)
        {
            var ids = Enumerable.Range(0, 10).Select(n => string.Create(CultureInfo.InvariantCulture, $"{round}-{n}")).ToList();
            await broker.SendAsync(BrokerFixture.Queue, [.. ids.Select(id => BrokerFixture.Message(id))]);
            await SayAsync("sent", ids);

            var received = await receiver.ReceiveAsync(5, TimeSpan.Zero, CancellationToken.None);
            if (await receiver.CompleteAsync(received)) await SayAsync("completed", received.Select(message => message.MessageId!)); // sent with ids
        }
    }

    private static async Task SayAsync(string what, IEnumerable<string> ids)
    {
        await Console.Out.WriteLineAsync($"{what} {string.Join(',', ids)}");
        await Console.Out.FlushAsync();
    }
}
