using Omni.Febrl;
using Omni.Functions.Customers.Matching;
using Xunit.Abstractions;

namespace Omni.Functions.Tests.Customers.Likeness;

/// <summary>The whole way: generated people fill in forms, become customers, and whoever is suggested is held against the truth.</summary>
public sealed class FebrlCustomersTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(Script.Latin)]
    [InlineData(Script.Cyrillic)]
    [InlineData(Script.Mixed)]
    public async Task Customers_by_form_are_suggested_as_rightly_as_the_records_they_came_from(Script script)
    {
        using var shop = new Shop();
        var people = FebrlGenerator.Generate(FebrlSet.All[0], script, FebrlSet.JudgingSeeds[0]);
        var owners = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (record, owner) in people)
            owners.Add(await shop.FormAsync($"verified telegram_user_id:{owners.Count}", null, FieldsOf(record)), owner);

        await shop.RunAsync();

        var right = shop.Pairs.All.Count(pair => owners[pair.First] == owners[pair.Second]);
        var truth = people.CountBy(static person => person.Owner).Sum(static owner => owner.Value * (owner.Value - 1) / 2);
        var (precision, recall) = ((double)right / shop.Pairs.All.Count, (double)right / truth);
        output.WriteLine($"{script}: precision {precision:F4}, recall {recall:F4}, F1 {2 * precision * recall / (precision + recall):F4}");
        Assert.InRange(precision, 0.99, 1);
        Assert.InRange(2 * precision * recall / (precision + recall), 0.965, 1);
    }

    private static (string, string?)[] FieldsOf(Person record) =>
    [
        ("first_name", record.GivenName), ("last_name", record.FamilyName), ("birthday", DateOf(record.BirthDate)),
        ("address", string.Join(", ", new[] { record.Street, record.HouseNumber, record.Premises }.Where(static part => !string.IsNullOrEmpty(part)))),
        ("city", record.City), ("region", record.Region), ("zip", record.Postcode),
    ];

    private static string? DateOf(string? digits) => digits is { Length: 8 } ? $"{digits[..4]}-{digits[4..6]}-{digits[6..]}" : digits;
}
