using Omni.Functions.Customers;
using Omni.Functions.Customers.Matching;
using Omni.Functions.Customers.Suggestions;
using Omni.Functions.Tests.Telemetry;

namespace Omni.Functions.Tests.Customers.Likeness;

/// <summary>People without a common identity, as they come in and as somebody at a desk learns of them.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class SuggestSimilarCustomersTests : IDisposable
{
    private static readonly (string, string?)[] Home = [("birthday", "1984-02-29"), ("city", "Тверь"), ("address", "ул. Ленина, д. 5, кв. 7")];
    private static readonly (string, string?)[] HomeInLatin = [("birthday", "29.02.1984"), ("city", "Tver"), ("address", "Lenina 5-7")];

    private readonly Shop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task Who_wrote_in_Cyrillic_and_then_in_Latin_from_another_address_is_suggested_with_the_reasons_and_not_joined()
    {
        using var measured = new Measurements();
        var (one, other) = await TwoOfOneAsync();

        await _shop.RunAsync();

        var pair = Assert.Single(_shop.Pairs.All);
        Assert.Equal((CustomerPair.IdOf(one, other), PairState.Suggested), (pair.Id, pair.State));
        Assert.InRange(pair.Score, 0.99, 1);
        Assert.All(pair.Reasons, static reason => Assert.Equal("likeness", reason.Rule));
        Assert.Equal((MatchField.BirthDate, 14.5), (pair.Reasons[0].Field, pair.Reasons[0].Bits));
        Assert.Equal("Birth date: the same, however it is written.", pair.Reasons[0].Words);
        Assert.DoesNotContain(pair.Reasons, static reason => reason.Words.Contains("1984", StringComparison.Ordinal));
        Assert.Equal(2, _shop.Store.Profiles.Count(static profile => !profile.IsFrozen));
        Assert.Equal([1], measured.Of("omni.pairs.suggested", "rule=likeness"));
    }

    [Fact]
    public async Task Nothing_is_compared_again_until_more_is_known_of_somebody()
    {
        await TwoOfOneAsync();
        await _shop.RunAsync();
        _shop.People.Calls.Clear();

        await _shop.FormAsync("verified email:yulia@example.com", "Щербакова Юлия");
        await _shop.RunAsync();
        Assert.Equal(["find"], _shop.People.Calls);

        await _shop.FormAsync("verified email:yulia@example.com", "Щербакова Юлия", ("zip", "170100"));
        await _shop.RunAsync();
        Assert.Contains("find by key", _shop.People.Calls);
        Assert.Single(_shop.Pairs.All);
    }

    [Fact]
    public async Task Who_becomes_alike_by_what_is_told_later_is_found()
    {
        await _shop.FormAsync("verified email:yulia@example.com", "Юлия Щербакова");
        await _shop.FormAsync("verified email:j@example.org", "Yulia Shcherbakova", HomeInLatin);
        await _shop.RunAsync();
        Assert.Empty(_shop.Pairs.All);

        await _shop.FormAsync("verified email:yulia@example.com", "Юлия Щербакова", Home);
        await _shop.RunAsync();

        Assert.Single(_shop.Pairs.All);
    }

    [Fact]
    public async Task Relatives_in_one_home_with_one_telephone_code_are_not_suggested()
    {
        await _shop.FormAsync("verified phone:+74822334455", "Щербакова Юлия", ("city", "Тверь"), ("address", "ул. Ленина, д. 5, кв. 7"));
        await _shop.FormAsync("verified phone:+79102334455", "Щербаков Константин", ("city", "Тверь"), ("address", "ул. Ленина, д. 5, кв. 7"));

        await _shop.RunAsync();

        Assert.Empty(_shop.Pairs.All);
    }

    [Fact]
    public async Task Who_was_said_to_be_another_is_not_suggested_again_whoever_of_them_became_part_of_whom()
    {
        var (one, other) = await TwoOfOneAsync();
        await _shop.RunAsync();
        await _shop.RejectAsync(CustomerPair.IdOf(one, other));
        var third = await _shop.FormAsync("verified telegram_user_id:1", null);
        await _shop.Desk.JoinAsync(one, third);

        await _shop.FormAsync("verified telegram_user_id:1", "Щербакова Юлия", ("zip", "170100"));
        await _shop.RunAsync();

        Assert.DoesNotContain(_shop.Pairs.All, static pair => pair.State == PairState.Suggested);
    }

    [Fact]
    public async Task Who_is_part_of_another_is_not_found_and_is_again_once_the_merge_is_undone()
    {
        var (one, other) = await TwoOfOneAsync();
        var merge = await _shop.Desk.JoinAsync(one, other);
        await _shop.RunAsync();
        Assert.Single(_shop.People.All);
        Assert.Equal(PairState.Joined, Assert.Single(_shop.Pairs.All).State);

        await _shop.Desk.UndoAsync(merge);
        await _shop.RunAsync();

        Assert.Equal(new[] { one, other }.Order(StringComparer.Ordinal), _shop.People.All.Select(static person => person.Id));
        Assert.Equal(PairState.Apart, Assert.Single(_shop.Pairs.All).State);
    }

    [Fact]
    public async Task A_key_of_a_crowd_leads_to_nobody_and_other_keys_still_do()
    {
        for (var i = 0; i < 60; i++)
            await _shop.FormAsync($"verified email:m{i}@example.net", "Мария Иванова", ("birthday", $"{1940 + i}-{1 + (i * 5 % 12):00}-{1 + (i * 11 % 28):00}"));
        await _shop.RunAsync();
        Assert.Empty(_shop.Pairs.All);

        await _shop.FormAsync("verified telegram_user_id:77", "Мария Иванова", ("birthday", "1940-01-01"));
        await _shop.RunAsync();

        Assert.Single(_shop.Pairs.All);
    }

    [Fact]
    public async Task What_is_kept_of_a_person_holds_nothing_that_anybody_could_read()
    {
        await TwoOfOneAsync();
        await _shop.RunAsync();

        Assert.All(_shop.People.All, static person =>
        {
            Assert.NotEmpty(person.Keys);
            Assert.All(person.Keys, static key => Assert.Equal(12, key.Length));
            Assert.Equal(20, person.Compared!.Length);
        });
    }

    /// <summary>Before and after each call of the run to a store, one after the other.</summary>
    [Fact]
    public async Task A_run_that_is_cut_off_anywhere_is_finished_by_the_next()
    {
        for (var death = 0; ; death++)
        {
            using var shop = new Shop();
            await shop.FormAsync("verified email:yulia@example.com", "Щербакова Юлия", Home);
            await shop.FormAsync("verified email:j@example.org", "Yulia Shcherbakova", HomeInLatin);
            var calls = 0;
            shop.People.BeforeCall = shop.People.AfterCall = shop.Pairs.BeforeCall = shop.Pairs.AfterCall = _ =>
            {
                if (calls++ == death)
                    throw new StoreUnavailableException("Away.");
            };

            await shop.RunAsync();
            var died = calls > death;
            await shop.RunAsync();

            Assert.Single(shop.Pairs.All);
            Assert.All(shop.People.All, static person => Assert.NotNull(person.Compared));
            if (!died)
                break;
        }
    }

    [Fact]
    public async Task Long_histories_are_read_in_pages_and_each_is_kept_as_read()
    {
        _shop.Changes.PageSize = 3;
        for (var i = 0; i < 10; i++)
            await _shop.FormAsync($"verified telegram_user_id:{i}", $"Person {(char)('A' + i)}");
        await _shop.RunAsync();
        Assert.Equal(10, _shop.People.All.Count());

        _shop.People.Calls.Clear();
        await _shop.RunAsync();

        Assert.Empty(_shop.People.Calls);
    }

    [Fact]
    public async Task Switched_off_nobody_is_looked_for()
    {
        await TwoOfOneAsync();
        _shop.Options = _shop.Options with { Matching = new MatchOptions { SuggestFrom = double.PositiveInfinity } };

        await _shop.RunAsync();

        Assert.Empty(_shop.People.Calls);
    }

    [Theory]
    [InlineData("24.5", 24.5)]
    [InlineData("off", double.PositiveInfinity)]
    [InlineData("", 18)]
    [InlineData(null, 18)]
    public void The_setting_is_a_number_of_bits_or_off(string? text, double expected)
    {
        var failures = new List<string>();

        Assert.Equal(expected, IdentityOptions.From(name => name == "SuggestFrom" ? text : null, failures).SuggestFrom);
        Assert.Empty(failures);
    }

    [Theory]
    [InlineData("9")]
    [InlineData("61")]
    [InlineData("-20")]
    [InlineData("many")]
    public void A_setting_that_is_neither_says_what_it_has_to_be(string text)
    {
        var failures = new List<string>();

        IdentityOptions.From(name => name == "SuggestFrom" ? text : null, failures);

        Assert.Equal("Identity__SuggestFrom has to be a number from 10 to 60, or off.", Assert.Single(failures));
    }

    private async Task<(string One, string Other)> TwoOfOneAsync() => (
        await _shop.FormAsync("verified email:yulia@example.com", "Щербакова Юлия", Home),
        await _shop.FormAsync("verified email:j@example.org", "Yulia Shcherbakova", HomeInLatin));
}
