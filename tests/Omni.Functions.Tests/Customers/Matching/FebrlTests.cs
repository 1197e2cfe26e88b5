using System.Security.Cryptography;
using System.Text;
using Omni.Febrl;
using Omni.Functions.Customers.Matching;

namespace Omni.Functions.Tests.Customers.Matching;

public sealed class FebrlTests
{
    /// <summary>The benchmark takes all of them.</summary>
    private const int SeedsHere = 2;

    public static TheoryData<string, Script> SetsAndScripts()
    {
        var all = new TheoryData<string, Script>();
        foreach (var set in FebrlSet.All)
        {
            foreach (var script in Enum.GetValues<Script>()) all.Add(set.Name, script);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(SetsAndScripts))]
    public void Suggestions_are_right_and_nearly_complete(string name, Script script)
    {
        var set = FebrlSet.All.Single(set => set.Name == name);

        Assert.All(FebrlSet.JudgingSeeds.Take(SeedsHere), seed =>
        {
            var pairs = PairQuality.Of(FebrlGenerator.Generate(set, script, seed), new MatchOptions());
            Assert.InRange(pairs.Precision, 0.99, 1);
            Assert.InRange(pairs.F1, 0.965, 1);
        });
    }

    [Theory]
    [MemberData(nameof(SetsAndScripts))]
    public void A_set_has_the_records_and_the_truth_of_its_shape(string name, Script script)
    {
        var set = FebrlSet.All.Single(set => set.Name == name);
        var people = FebrlGenerator.Generate(set, script, seed: 7);

        Assert.Equal(set.Originals + set.Duplicates, people.Count);
        Assert.Equal(set.Originals, people.DistinctBy(person => person.Owner).Count());
        Assert.InRange(people.CountBy(person => person.Owner).Max(owner => owner.Value), 2, 1 + set.DuplicatesOfOne.Count);
    }

    /// <summary>Figures of one machine are those of all, whatever the runtime.</summary>
    [Theory]
    [InlineData(Script.Latin, "6c88d04a87c13e88")]
    [InlineData(Script.Cyrillic, "c286ccbc3036642a")]
    [InlineData(Script.Mixed, "7b8d4263c149f1f3")]
    public void The_same_seed_gives_the_same_people_everywhere(Script script, string expected)
    {
        var people = FebrlGenerator.Generate(FebrlSet.All[2], script, seed: 101);
        var written = string.Join('\n', people.Select(person => $"{person.Owner} {person.Record.GivenName} {person.Record.FamilyName} {person.Record.BirthDate} {person.Record.Street}"));

        Assert.Equal(expected, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(written)))[..16]);
    }

    [Fact]
    public void Another_seed_gives_other_people() =>
        Assert.NotEqual(FebrlGenerator.Generate(FebrlSet.All[0], Script.Latin, seed: 1)[0].Record, FebrlGenerator.Generate(FebrlSet.All[0], Script.Latin, seed: 2)[0].Record);
}
