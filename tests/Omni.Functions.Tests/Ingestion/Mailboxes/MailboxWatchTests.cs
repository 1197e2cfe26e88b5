using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Omni.Functions.Ingestion.Mailboxes;
using Omni.Functions.Tests.Channels;
using Omni.Functions.Tests.Worker;
using Omni.Worker;

namespace Omni.Functions.Tests.Ingestion.Mailboxes;

public sealed class MailboxWatchTests : IDisposable
{
    private static readonly MailboxList List = new([PostRoom.Sales, PostRoom.Design]);

    private readonly SubscriptionsInMemory _subscriptions = new();
    private readonly FakeTimeProvider _clock = new(Samples.ReceivedAt);
    private readonly LogRecords _log = new();
    private readonly MailboxPush _push = new(NoticeDriver.Key, List, new Uri("https://hub.example/"));

    private IEnumerable<TimeSpan> Left => _subscriptions.Known.Select(subscription => subscription.Until - _clock.GetUtcNow());

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Each_mailbox_is_subscribed_to_once_with_its_own_proof_and_for_less_than_the_seven_days_there_are()
    {
        await RunAsync();
        await RunAsync();

        Assert.Equal([_push.AddressOf(PostRoom.Sales)?.AbsoluteUri, _push.AddressOf(PostRoom.Design)?.AbsoluteUri], _subscriptions.Known.Select(static known => known.Address));
        Assert.Equal([_push.ProofOf(PostRoom.Sales), _push.ProofOf(PostRoom.Design)], _subscriptions.Proofs);
        Assert.All(Left, static left => Assert.InRange(left, TimeSpan.FromDays(5), TimeSpan.FromDays(7)));
    }

    [Fact]
    public async Task Over_a_month_no_subscription_ever_has_less_than_two_days_left_and_none_is_made_twice()
    {
        await RunAsync();
        for (var hour = 0; hour < 24 * 31; hour++)
        {
            _clock.Advance(TimeSpan.FromHours(1));
            await RunAsync();
            Assert.All(Left, static left => Assert.InRange(left, TimeSpan.FromDays(2), TimeSpan.FromDays(7)));
        }

        Assert.Equal(2, _subscriptions.Known.Count);
    }

    [Fact]
    public async Task A_subscription_that_is_gone_when_it_is_to_be_renewed_is_made_anew()
    {
        await RunAsync();
        _subscriptions.Vanishing.Add("1");
        _clock.Advance(TimeSpan.FromDays(4));

        await RunAsync();

        Assert.Equal(2, _subscriptions.Known.Count(subscription => subscription.Address == _push.AddressOf(PostRoom.Sales)?.AbsoluteUri));
        Assert.Equal(1, _subscriptions.Known.Count(subscription => subscription.Address == _push.AddressOf(PostRoom.Design)?.AbsoluteUri));
    }

    [Fact]
    public async Task One_that_the_service_has_doubts_about_is_renewed_at_once_and_alone()
    {
        await RunAsync();
        _clock.Advance(TimeSpan.FromHours(1));

        await Watch(_push).RenewAsync(PostRoom.Design, default);

        Assert.Equal([TimeSpan.FromDays(6) - TimeSpan.FromHours(1), TimeSpan.FromDays(6)], Left);
    }

    [Fact]
    public async Task A_mailbox_that_refuses_does_not_keep_the_other_from_being_watched()
    {
        _subscriptions.Refusing.Add(PostRoom.Sales);

        await RunAsync();

        Assert.Equal(_push.AddressOf(PostRoom.Design)?.AbsoluteUri, Assert.Single(_subscriptions.Known).Address);
        Assert.Contains(_log.Of("Omni"), static line => line.Message == "The mailbox of sales does not tell of new mail; it is read each minute. The mailbox answered 403 ErrorAccessDenied.");
    }

    [Fact]
    public async Task Subscriptions_of_another_app_with_the_same_permissions_are_not_ours()
    {
        _subscriptions.Known.Add(new MailboxSubscription("theirs", "https://another.example/api/mailboxes/notify?mailbox=1", _clock.GetUtcNow().AddDays(1)));

        await RunAsync();

        Assert.Equal(3, _subscriptions.Known.Count);
        Assert.Equal(_clock.GetUtcNow().AddDays(1), _subscriptions.Known[0].Until);
    }

    [Fact]
    public async Task Where_mailboxes_are_not_to_tell_nobody_is_asked()
    {
        await new WatchMailboxes(Watch(new MailboxPush(NoticeDriver.Key, List, publicUrl: null))).Run(new TimerInfo(), default);

        Assert.Equal(0, _subscriptions.Calls);
    }

    private Task RunAsync() => new WatchMailboxes(Watch(_push)).Run(new TimerInfo(), default);

    private MailboxWatch Watch(MailboxPush push) => new(_subscriptions, push, List, _clock, new LoggerFactory([_log]).CreateLogger<MailboxWatch>());
}
