using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Replies;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Replies;

/// <summary>A thousand replies to a provider that fails in every way, sent by processes that die at any call, with a store that is away at any other.</summary>
public sealed class ReplyLawTests
{
    private const int Replies = 1_000;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Every_reply_ends_as_sent_once_failed_or_uncertain_and_none_arrives_twice(bool isRepeatable, bool hasDrafts)
    {
        var desk = new ReplyDesk { IsRepeatable = isRepeatable, HasDrafts = hasDrafts };
        await Resolution(desk.Store).ResolveAsync([Contact(2, "phone:+74951234567") with { ReplyTo = "74951234567" }], default);
        var customer = Assert.Single(desk.Store.Profiles);
        for (var i = 0; i < Replies; i++)
            Assert.Equal(202, (await desk.AskAsync(customer.Id, $$"""{"text":"Answer {{i}}","idempotencyKey":"{{i}}","inReplyTo":"{{Contact(2).Id}}"}""")).Status);
        var chance = new Random(2026);
        desk.Decide = _ => (Fate)chance.Next(5);
        desk.Around = call => Fail(chance, isStore: call != "send");
        desk.Ledger.Around = _ => Fail(chance, isStore: true);
        desk.Store.BeforeCall = desk.Store.AfterCall = _ => Fail(chance, isStore: true);

        await desk.WorkAsync();

        desk.Around = desk.Ledger.Around = desk.Store.BeforeCall = desk.Store.AfterCall = static _ => { };
        var arrived = desk.Arrived.CountBy(static message => message.Id).ToDictionary();
        Assert.All(arrived.Values, static times => Assert.Equal(1, times));
        Assert.Equal(Replies, desk.Ledger.All.Count);
        foreach (var reply in desk.Ledger.All)
        {
            Assert.Equal(ReplyStage.Settled, reply.Stage);
            Assert.Equal(reply.Delivery, desk.EntryOf(reply.Id)?.Delivery);
            Assert.True(IsTrue(reply.Delivery.State, arrived.ContainsKey(reply.Id)), $"{reply.Delivery} but {(arrived.ContainsKey(reply.Id) ? "it arrived" : "it did not arrive")}");
        }

        Assert.Equal([DeliveryState.Uncertain, DeliveryState.Sent, DeliveryState.Failed], desk.Ledger.All.Select(static reply => reply.Delivery.State).Distinct().Order());
    }

    private static bool IsTrue(DeliveryState state, bool hasArrived) => state switch
    {
        DeliveryState.Sent => hasArrived,
        DeliveryState.Failed => !hasArrived,
        DeliveryState.Uncertain => true,
        _ => false,
    };

    /// <summary>The process dies, or the store does not answer, though it may have done what it was asked.</summary>
    private static void Fail(Random chance, bool isStore)
    {
        lock (chance)
        {
            var fate = chance.Next(80);
            if (fate < 2)
                throw new DeathException();
            if (fate == 2 && isStore)
                throw new StoreUnavailableException("Away.");
        }
    }
}
