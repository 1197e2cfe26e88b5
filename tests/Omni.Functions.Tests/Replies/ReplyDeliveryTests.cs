using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Replies;

/// <summary>What is seen of a reply while it is sent, and what is kept of it.</summary>
public sealed class ReplyDeliveryTests
{
    private const string Body = """{"text":"Tomorrow at nine.","idempotencyKey":"a"}""";

    private readonly ReplyDesk _desk = new();

    [Fact]
    public async Task A_reply_that_has_to_wait_is_on_the_timeline_though_whoever_asked_for_it_died_before()
    {
        var customer = await CustomerAsync();
        var calls = 0;
        _desk.Around = _ => { if (++calls == 2) throw new DeathException(); };
        Assert.False(await ReplyDesk.TryAsync(() => _desk.AskAsync(customer, Body)));
        Assert.Null(_desk.EntryOf(Assert.Single(_desk.Ledger.All).Id));
        var seen = new List<Contact>();
        _desk.Decide = message =>
        {
            if (_desk.EntryOf(message.Id) is { } entry) seen.Add(entry);
            return seen.Count == 0 ? Fate.IsBusy : Fate.Takes;
        };

        await _desk.WorkAsync();

        Assert.Equal(DeliveryState.Queued, Assert.Single(seen).Delivery?.State);
        Assert.Equal(DeliveryState.Sent, _desk.EntryOf(Assert.Single(_desk.Arrived).Id)?.Delivery?.State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_is_named_for_receipts_only_where_there_are_any(bool hasReceipts)
    {
        _desk.HasReceipts = hasReceipts;
        await _desk.AskAsync(await CustomerAsync(), Body);
        await _desk.WorkAsync();

        var sent = Assert.Single(_desk.Arrived);
        Assert.Equal($"p-{sent.Id}", _desk.EntryOf(sent.Id)?.Delivery?.ProviderMessageId);
        var receipt = new DeliveryReceipt { Provider = _desk.Provider, ProviderMessageId = $"p-{sent.Id}", Delivery = Delivery.At(DeliveryState.Read, Morning), HeardAt = Morning };
        Assert.Equal(hasReceipts ? sent.Id : null, await _desk.Ledger.FindNamedAsync(receipt, default));
    }

    private async Task<string> CustomerAsync()
    {
        await Resolution(_desk.Store).ResolveAsync([Contact(2, "phone:+74951234567") with { Direction = "inbound", ReplyTo = "74951234567" }], default);
        return Assert.Single(_desk.Store.Profiles).Id;
    }
}
