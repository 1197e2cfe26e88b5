using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Omni.Functions.Contacts;
using Omni.Functions.Timeline;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Timeline;

public sealed class TimelineReaderTests
{
    private const string Id = "0123456789abcdef0123456789abcdef";
    private readonly InMemoryTimelineStore _store = new();

    [Property]
    public async Task Pages_joined_are_the_whole_history_in_order_whatever_the_partitions(PositiveInt limit, byte[] partitionOfEach, bool ascending)
    {
        _store.Partitions.Clear();
        _store.Partitions[Id] = [];
        foreach (var (i, partition) in partitionOfEach.Index())
            Add(partition % 3 == 0 ? Id : $"absorbed-{partition % 3}", i);

        var pages = await ReadAllAsync(limit.Get, ascending);
        var all = _store.Partitions.Values.SelectMany(entries => entries).Select(entry => entry.Order).Order(StringComparer.Ordinal);
        Assert.Equal(ascending ? all : all.Reverse(), pages.SelectMany(page => page.Items).Select(entry => entry.Order));
        Assert.All(pages.SkipLast(1), page => Assert.Equal(Math.Min(limit.Get, TimelineQuery.LargestLimit), page.Items.Count));
    }

    [Fact]
    public async Task What_arrives_between_two_pages_shifts_nothing()
    {
        for (var i = 0; i < 6; i++)
            Add(Id, i * 10);
        var first = await ReadAsync(3, ascending: false, null);
        Add(Id, 1000);
        var second = await ReadAsync(3, ascending: false, first.Continuation);
        Assert.Equal(6, first.Items.Concat(second.Items).DistinctBy(entry => entry.Id).Count());
        Assert.Null(second.Continuation);
    }

    [Fact]
    public async Task The_providers_own_part_stays_in_the_store()
    {
        Add(Id, 1);
        Assert.Null(Assert.Single((await ReadAsync(3, ascending: true, null)).Items).Contact!.Raw);
    }

    [Theory]
    [InlineData("0", null, null)]
    [InlineData("201", null, null)]
    [InlineData("-1", null, null)]
    [InlineData("ten", null, null)]
    [InlineData(null, "up", null)]
    [InlineData(null, null, "!!!")]
    [InlineData(null, null, "")]
    public void A_query_that_cannot_be_is_refused(string? limit, string? order, string? continuation) =>
        Assert.Null(TimelineQuery.Parse(limit, order, continuation));

    [Fact]
    public async Task A_continuation_is_bound_to_its_direction()
    {
        Add(Id, 1);
        Add(Id, 10);
        var page = await ReadAsync(1, ascending: true, null);
        Assert.Null(TimelineQuery.Parse("1", "desc", page.Continuation));
    }

    [Property]
    public bool Order_of_keys_is_order_of_time(DateTimeOffset one, DateTimeOffset other)
    {
        var (left, right) = (UtcMilliseconds.Cut(one), UtcMilliseconds.Cut(other));
        return left == right || Math.Sign(string.CompareOrdinal(TimelineOrder.Of(left, "x"), TimelineOrder.Of(right, "a"))) == left.CompareTo(right);
    }

    private void Add(string partition, int number)
    {
        var contact = Contact(number) with { Raw = System.Text.Json.JsonSerializer.SerializeToElement(number) };
        if (!_store.Partitions.TryGetValue(partition, out var entries))
            _store.Partitions[partition] = entries = [];
        entries.Add(new TimelineEntry
        {
            Id = contact.Id,
            CustomerId = partition,
            Type = TimelineEntry.ContactType,
            Order = TimelineOrder.Of(contact.OccurredAt, contact.Id),
            Contact = contact,
        });
    }

    private async Task<List<TimelinePage>> ReadAllAsync(int limit, bool ascending)
    {
        var pages = new List<TimelinePage>();
        do
            pages.Add(await ReadAsync(Math.Min(limit, TimelineQuery.LargestLimit), ascending, pages.LastOrDefault()?.Continuation));
        while (pages[^1].Continuation is not null);
        return pages;
    }

    private async Task<TimelinePage> ReadAsync(int limit, bool ascending, string? continuation)
    {
        var query = TimelineQuery.Parse($"{limit}", ascending ? "asc" : "desc", continuation);
        Assert.NotNull(query);
        var page = await new TimelineReader(_store).ReadAsync(Id, query, default);
        Assert.NotNull(page);
        return page;
    }
}
