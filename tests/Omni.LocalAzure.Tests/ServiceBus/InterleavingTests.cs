using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Omni.LocalAzure.ServiceBus;

namespace Omni.LocalAzure.Tests.ServiceBus;

/// <summary>A step of somebody who uses the broker.</summary>
public enum Step
{
    Send,
    SendAgain,
    Receive,
    Complete,
    Abandon,
    LoseLocks,
    Restart,
}

public sealed class InterleavingTests
{
    [Property(MaxTest = 60)]
    public Property No_interleaving_loses_or_doubles_a_message_or_breaks_the_order_of_a_session() =>
        Prop.ForAll(ArbMap.Default.ArbFor<Step[]>(), steps =>
        {
            using var user = new BrokerUser();
            foreach (var step in steps) user.TakeAsync(step).GetAwaiter().GetResult(); // a property is synchronous
            user.DrainAsync().GetAwaiter().GetResult(); // as above
            return user.Completed.SequenceEqual(user.Sent) && user.DeadLettered == 0;
        });

    /// <summary>One session, so that the completed messages must be exactly the sent ones in their order.</summary>
    private sealed class BrokerUser : IDisposable
    {
        private readonly BrokerFixture _bus = new(BrokerFixture.OneSessionWithoutDeliveryLimit);
        private IMessageReceiver? _session;
        private List<LockedMessage> _held = [];

        public List<string> Sent { get; } = [];

        public List<string?> Completed { get; } = [];

        public long DeadLettered => _bus.Broker.Count(BrokerFixture.SessionQueue).DeadLettered;

        public async Task TakeAsync(Step step)
        {
            switch (step)
            {
                case Step.Send: await SendAsync($"{Sent.Count}"); break;
                case Step.SendAgain when Sent.Count > 0: await _bus.SendToSessionAsync("a", Sent[^1]); break;
                case Step.Receive: await ReceiveAsync(3); break;
                case Step.Complete when _held.Count > 0: await CompleteAsync(); break;
                case Step.Abandon when _session is not null: await ReleaseAsync(); break;
                case Step.LoseLocks: LoseLocks(); break;
                case Step.Restart: Restart(); break;
            }
        }

        public async Task DrainAsync()
        {
            await ReleaseAsync();
            while (_bus.Broker.Count(BrokerFixture.SessionQueue).Active > 0)
            {
                await ReceiveAsync(10);
                await CompleteAsync();
            }
        }

        public void Dispose() => _bus.Dispose();

        private async Task SendAsync(string id)
        {
            await _bus.SendToSessionAsync("a", id);
            Sent.Add(id);
        }

        private async Task ReceiveAsync(int max)
        {
            if (_session is null && _bus.Broker.Count(BrokerFixture.SessionQueue).Active == 0) return;
            _session ??= await _bus.Broker.AcceptNextSessionAsync(BrokerFixture.SessionQueue, CancellationToken.None);
            _held.AddRange(await _session.ReceiveAsync(max, TimeSpan.Zero, CancellationToken.None));
        }

        private async Task CompleteAsync()
        {
            if (_session is not null && await _session.CompleteAsync(_held)) Completed.AddRange(_held.Select(message => message.MessageId));
            _held = [];
        }

        private async Task ReleaseAsync()
        {
            if (_session is not null) await _session.DisposeAsync();
            _session = null;
            _held = [];
        }

        private void LoseLocks()
        {
            _bus.Clock.Advance(TimeSpan.FromMinutes(1));
            _session = null;
            _held = [];
        }

        private void Restart()
        {
            _bus.Restart();
            _session = null;
            _held = [];
        }
    }
}
