using Omni.Functions.Contacts;
using Omni.Functions.Customers.Suggestions;
using Omni.Functions.Tests.Customers;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Stores;

/// <summary>What suggestions, merges and undoing rely on. The adapter and the fake that other tests use obey it alike.</summary>
public abstract class CustomerPairsContract
{
    private static readonly string _anna = new('a', 32);
    private static readonly string _boris = new('b', 32);
    private static readonly string _clara = new('c', 32);

    /// <summary>Set before <c>InitializeAsync</c> of the class that has another one.</summary>
    internal ICustomerPairs Pairs { get; set; } = new InMemoryCustomerPairs();

    [Fact]
    public async Task A_pair_is_one_document_whoever_is_named_first()
    {
        Assert.True(await Pairs.AddAsync(Pair(_anna, _boris), default));
        Assert.False(await Pairs.AddAsync(Pair(_boris, _anna), default));
        Assert.NotNull(await Pairs.FindAsync(CustomerPair.IdOf(_boris, _anna), default));
        Assert.Null(await Pairs.FindAsync(CustomerPair.IdOf(_boris, _clara), default));
    }

    [Fact]
    public async Task A_pair_comes_back_as_it_was_written()
    {
        var written = Pair(_anna, _boris) with
        {
            Reasons =
            [
                new PairReason("claimedIdentity", "Somebody typed the phone number of the other customer.")
                {
                    Kind = "phone",
                    Value = "+74951234567",
                    Trust = Trust.Claimed,
                    ContactId = "c-1",
                    At = Morning,
                },
            ],
            DecidedAt = Morning,
            DecidedBy = "olga",
            Decision = "Two sisters.",
            MergeId = "m-1",
        };
        await Pairs.AddAsync(written, default);
        var read = await Pairs.FindAsync(written.Id, default);
        Assert.Equal(written.Reasons, read!.Reasons);
        Assert.Equal(written with { Reasons = [], ETag = null }, read with { Reasons = [], ETag = null });
    }

    [Fact]
    public async Task A_pair_is_replaced_only_as_it_was_read()
    {
        await Pairs.AddAsync(Pair(_anna, _boris), default);
        var read = (await Pairs.FindAsync(CustomerPair.IdOf(_anna, _boris), default))!;
        Assert.True(await Pairs.ReplaceAsync(read with { State = PairState.Apart }, default));
        Assert.False(await Pairs.ReplaceAsync(read with { State = PairState.Joined }, default));
        Assert.Equal(PairState.Apart, (await Pairs.FindAsync(read.Id, default))!.State);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Pairs.ReplaceAsync(Pair(_anna, _boris), default));
    }

    [Fact]
    public async Task Pairs_are_found_by_either_customer_and_by_state()
    {
        await Pairs.AddAsync(Pair(_anna, _boris) with { State = PairState.Apart }, default);
        await Pairs.AddAsync(Pair(_boris, _clara), default);
        Assert.Equal([CustomerPair.IdOf(_anna, _boris)], (await Pairs.FindOfAsync([_anna, _clara], PairState.Apart, default)).Select(pair => pair.Id));
        Assert.Equal([CustomerPair.IdOf(_boris, _clara)], (await Pairs.FindOfAsync([_boris], PairState.Suggested, default)).Select(pair => pair.Id));
        Assert.Empty(await Pairs.FindOfAsync([_clara], PairState.Joined, default));
    }

    [Fact]
    public async Task A_list_goes_from_the_likeliest_to_the_least_likely_in_pages()
    {
        await Pairs.AddAsync(Pair(_anna, _boris, 0.25), default);
        await Pairs.AddAsync(Pair(_boris, _clara, 1), default);
        await Pairs.AddAsync(Pair(_anna, _clara, 0.5), default);
        await Pairs.AddAsync(Pair(_anna, new string('d', 32)) with { State = PairState.Joined }, default);

        var first = await Pairs.ListAsync(PairState.Suggested, 2, null, default);
        Assert.Equal([1, 0.5], first.Items.Select(pair => pair.Score));
        var second = await Pairs.ListAsync(PairState.Suggested, 2, first.Continuation, default);
        Assert.Equal([0.25], second.Items.Select(pair => pair.Score));
        Assert.Null(second.Continuation);
    }

    private static CustomerPair Pair(string left, string right, double score = 0.5) =>
        CustomerPair.Of(left, right, PairState.Suggested, score, [], Morning);
}

public sealed class InMemoryCustomerPairsTests : CustomerPairsContract;
