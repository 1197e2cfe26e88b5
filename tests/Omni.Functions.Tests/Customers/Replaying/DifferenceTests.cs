using System.Text.Json;
using Omni.Functions.Contacts;
using Omni.Functions.Customers.Replaying;
using Omni.Functions.Customers.Suggestions;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers.Replaying;

/// <summary>Who would merge, split and stay, and why.</summary>
public sealed class DifferenceTests
{
    private const string Phone = "phone:+74951234567";

    private static readonly string Anna = new('a', 32);
    private static readonly string Boris = new('b', 32);
    private static readonly string Clara = new('c', 32);

    [Fact]
    public void A_history_that_is_what_the_rules_make_of_it_differs_in_nothing()
    {
        var difference = Compare(HistoryOf((Anna, Telling(1, $"verified {Phone}")), (Anna, Telling(2, $"verified {Phone}")), (Boris, Telling(3))));

        Assert.True(difference.IsNone);
        Assert.Equal((3, 2, 2, 2), (difference.Contacts, difference.CustomersToday, difference.CustomersReplayed, difference.Stay));
    }

    [Fact]
    public void Who_would_merge_is_told_with_the_identity_and_the_contacts_that_tie_them()
    {
        var difference = Compare(HistoryOf((Boris, Telling(1, $"verified {Phone}")), (Anna, Telling(2, $"asserted {Phone}")), (Clara, Telling(3))));

        var merge = Assert.Single(difference.Merges);
        Assert.Equal([Anna, Boris], merge.Customers);
        var tie = Assert.Single(merge.Evidence);
        Assert.Equal(
            (Boris, Anna, TieRule.SameIdentity, "phone", (Trust?)Trust.Asserted, Telling(1).Id, Telling(2).Id),
            (tie.First, tie.Second, tie.Rule, tie.Kind, tie.Trust, tie.EarlierContactId, tie.ContactId));
        Assert.Equal(1, difference.Stay);
    }

    [Fact]
    public void Who_would_merge_because_somebody_said_so_is_told_as_that()
    {
        var history = HistoryOf((Anna, Telling(1, $"verified {Phone}")), (Boris, Telling(2))) with
        {
            Decisions = [CustomerPair.Of(Anna, Boris, PairState.Joined, 1, [], Morning)],
        };

        Assert.Equal(TieRule.Decision, Assert.Single(Assert.Single(Compare(history).Merges).Evidence).Rule);
    }

    [Fact]
    public void A_customer_absorbed_today_is_whoever_it_became()
    {
        var history = HistoryOf((Boris, Telling(1, $"verified {Phone}")), (Anna, Telling(2, $"verified {Phone}"))) with { MergedInto = new Dictionary<string, string> { [Boris] = Anna } };

        Assert.True(Compare(history).IsNone);
    }

    [Fact]
    public void Who_would_split_is_told_with_the_contacts_that_leave_and_the_contradiction()
    {
        var difference = Compare(HistoryOf(
            (Anna, Telling(1, "verified telegram_user_id:1", $"verified {Phone}")),
            (Anna, Telling(2, "verified telegram_user_id:1")),
            (Anna, Telling(3, "verified telegram_user_id:2", $"claimed {Phone}"))));

        var split = Assert.Single(difference.Splits);
        var leaving = Assert.Single(split.Leave);
        Assert.Equal((Anna, 2, SplitRule.Contradiction, "telegram_user_id", Telling(3).Id), (split.Customer, split.Stay, leaving.Rule, leaving.Kind, leaving.ContactId));
        Assert.Equal([Telling(3).Id], leaving.Contacts);
        Assert.Null(leaving.To);
        Assert.Equal((0, 1), (difference.Stay, difference.Suggestions));
    }

    [Fact]
    public void Contacts_that_would_be_another_customers_of_today_say_whose()
    {
        var difference = Compare(HistoryOf(
            (Anna, Telling(1, "verified telegram_user_id:1")),
            (Anna, Telling(2, "verified telegram_user_id:1")),
            (Anna, Telling(3, $"verified {Phone}")),
            (Boris, Telling(4, $"verified {Phone}")),
            (Boris, Telling(5, $"verified {Phone}"))));

        Assert.Equal(Boris, Assert.Single(Assert.Single(difference.Splits).Leave).To);
        Assert.Equal((0, 0, 2), (difference.Merges.Count, difference.Stay, difference.CustomersReplayed));
    }

    [Theory]
    [InlineData(SplitRule.NothingInCommon, "verified telegram_user_id:1", "verified vk_user_id:1")]
    [InlineData(SplitRule.Standing, "verified telegram_user_id:1 asserted email:info@example.org", "verified vk_user_id:1 asserted email:info@example.org")]
    public void Why_contacts_leave_is_told_by_what_ties_them(SplitRule rule, string one, string other)
    {
        var difference = Compare(HistoryOf((Anna, Telling(1, Told(one))), (Anna, Telling(2, Told(one))), (Anna, Telling(3, Told(other)))));

        Assert.Equal(rule, Assert.Single(Assert.Single(difference.Splits).Leave).Rule);
    }

    [Fact]
    public void A_value_over_the_limit_is_told_as_one_that_did_not_join()
    {
        var contacts = Enumerable.Range(1, 6).Select(number => (Anna, Telling(number, "verified telegram_user_id:1", $"verified email:{number}@example.org")));

        var leaving = Assert.Single(Assert.Single(Compare(HistoryOf([.. contacts, (Anna, Telling(7, "verified email:6@example.org"))])).Splits).Leave);

        Assert.Equal((SplitRule.NotJoined, "email"), (leaving.Rule, leaving.Kind));
    }

    [Fact]
    public void Who_is_kept_apart_and_one_today_is_told_as_that()
    {
        var history = HistoryOf((Anna, Telling(1, "verified telegram_user_id:1")), (Boris, Telling(2, $"verified {Phone}")), (Anna, Telling(3, "verified telegram_user_id:1", $"asserted {Phone}"))) with
        {
            MergedInto = new Dictionary<string, string> { [Boris] = Clara, [Anna] = Clara },
            Decisions = [CustomerPair.Of(Anna, Boris, PairState.Apart, 1, [], Morning) with { DecidedAt = Morning.AddMinutes(20) }],
        };

        Assert.Equal(SplitRule.KeptApart, Assert.Single(Assert.Single(Compare(history).Splits).Leave).Rule);
    }

    [Fact]
    public void A_difference_tells_ids_and_no_value_of_anybody()
    {
        var difference = Compare(HistoryOf(
            (Anna, Telling(1, "verified telegram_user_id:77771", $"verified {Phone}")), (Boris, Telling(2, $"verified {Phone}")), (Boris, Telling(3, "verified telegram_user_id:77772", $"claimed {Phone}"))));

        var json = JsonSerializer.Serialize(difference, DifferenceJson.Default.Difference);
        Assert.Contains("telegram_user_id", json, StringComparison.Ordinal);
        Assert.DoesNotContain("4951234567", json, StringComparison.Ordinal);
        Assert.DoesNotContain("7777", json, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_history_in_another_order_differs_in_the_same()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var history = RandomHistory.Of(seed);
            Assert.Equal(
                JsonSerializer.Serialize(Compare(history), DifferenceJson.Default.Difference),
                JsonSerializer.Serialize(Compare(RandomHistory.Shuffled(history, seed)), DifferenceJson.Default.Difference));
        }
    }

    private static string[] Told(string text) => [.. text.Split(' ').Chunk(2).Select(static parts => string.Join(' ', parts))];

    private static Difference Compare(History history) => DifferenceRules.Between(history, ReplayRules.Replay(history, UsualOptions));

    private static History HistoryOf(params (string CustomerId, Contact Contact)[] entries) =>
        new() { Entries = [.. entries.Select(static entry => new HistoryEntry(entry.CustomerId, entry.Contact))] };
}
