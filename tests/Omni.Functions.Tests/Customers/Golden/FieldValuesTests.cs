using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Xunit;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Golden;

namespace Omni.Functions.Tests.Customers.Golden;

/// <summary>The laws of the values that a profile keeps.</summary>
public sealed class FieldValuesTests
{
    [Property]
    public bool Any_order_and_any_grouping_give_the_same_values(int[] numbers, int seed, NonNegativeInt cut)
    {
        var told = ValuesOf(numbers);
        var shuffled = told.ToArray();
        new Random(seed).Shuffle(shuffled);
        var at = shuffled.Length == 0 ? 0 : cut.Get % shuffled.Length;
        return Set(told).SequenceEqual(FieldValues.Union(Set(shuffled[at..]), Set(shuffled[..at])));
    }

    [Property]
    public bool Values_told_again_change_nothing(int[] numbers, NonNegativeInt cut)
    {
        var told = ValuesOf(numbers);
        var all = Set(told);
        var part = Set(told[..(told.Length == 0 ? 0 : cut.Get % told.Length)]);
        return FieldValues.Union(all, all).SequenceEqual(all) && FieldValues.Union(all, part).SequenceEqual(all) && FieldValues.Union(part, all).SequenceEqual(all);
    }

    [Property]
    public bool Exactly_the_newest_values_of_each_field_and_trust_stay(int[] numbers)
    {
        var told = ValuesOf(numbers);
        var newest = told
            .GroupBy(value => (value.Field, value.Trust))
            .SelectMany(group => group
                .GroupBy(value => value.Value.ToUpperInvariant())
                .Select(same => same.Max(value => (value.From.At, value.From.ContactId)))
                .OrderDescending().Take(FieldValues.LimitOf(group.Key.Trust))
                .Select(sighting => (group.Key.Field, group.Key.Trust, sighting)));
        return Set(told).Select(value => (value.Field, value.Trust, sighting: (value.From.At, value.From.ContactId))).Order().SequenceEqual(newest.Order());
    }

    [Property]
    public bool Contacts_in_any_order_and_over_two_merged_customers_leave_the_same_fields(int[] numbers, int seed, NonNegativeInt cut)
    {
        var contacts = numbers.Distinct().Select(ContactOf).ToArray();
        var whole = Told.ProfileOf(contacts);
        new Random(seed).Shuffle(contacts);
        var at = contacts.Length == 0 ? 0 : cut.Get % contacts.Length;
        var absorbed = ProfileFold.Add(Profile.Empty("00000000000000000000000000000002"), contacts[at..]);
        return ProfileFold.Absorb(Told.ProfileOf(contacts[..at]), absorbed).Fields.SequenceEqual(whole.Fields);
    }

    [Fact]
    public void Of_one_value_in_several_spellings_the_newest_stays_and_at_one_moment_the_first_by_its_letters()
    {
        Assert.Equal("ANNA", Assert.Single(Told.ProfileOf(Told.Account(1, "Anna"), Told.Account(2, " ANNA ")).Fields).Value);
        Assert.Equal("PERM", Assert.Single(Told.ProfileOf(Told.Form(1, ("gorod", "Perm"), ("city", "PERM"))).Fields).Value);
        Assert.Equal("PERM", Assert.Single(Told.ProfileOf(Told.Form(1, ("city", "PERM"), ("gorod", "Perm"))).Fields).Value);
    }

    [Fact]
    public void A_flood_of_forms_and_accounts_leaves_at_most_34_values_and_9_kB()
    {
        var profile = Told.ProfileOf([.. Enumerable.Range(0, 200).SelectMany(Flood)]);
        var bytes = Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(profile, CustomerJson.Answers.Profile))
            - Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(profile with { Fields = [] }, CustomerJson.Answers.Profile));

        Assert.Equal((ProfileField.All.Count * 2) + (2 * 3), profile.Fields.Count);
        Assert.InRange(bytes, 6_000, 9_000);
    }

    [Fact]
    public void A_field_that_a_later_version_has_written_stays()
    {
        var later = new FieldValue("shoeSize", "44", Trust.Claimed, "form", new Sighting(Told.At(1), "1"));
        var profile = JsonSerializer.Deserialize(JsonSerializer.Serialize(Told.Nobody with { Fields = [later] }, CustomerJson.Default.Profile), CustomerJson.Default.Profile);

        Assert.Equal([later], ProfileFold.Add(profile!, [Told.Form(2)]).Fields); // what was written is read
    }

    /// <summary>A form with the longest value of every field, and an account with the longest there are; others for each number.</summary>
    internal static Contact[] Flood(int number) =>
    [
        Told.Form(number, [.. ProfileField.All.Select(field => (
            field == ProfileField.FullName ? "fio" : field.Name,
            field == ProfileField.BirthDate ? $"{1900 + (number % 100)}-01-01" : Longest(field, number)))]),
        Told.Account(number + 1000, Longest(ProfileField.FullName, number), Longest(ProfileField.Language, number)),
    ];

    private static string Longest(ProfileField field, int number) => $"{number:D4}{new string('я', (field.Longest - 4) / 2)}";

    private static Contact ContactOf(int number) => ((uint)number % 3) switch
    {
        0 => Told.Account(number, $"Name {number % 8}", number % 2 == 0 ? "ru" : "en"),
        1 => Told.Account(number, $"NAME {number % 8}", kind: ContactKind.Chat),
        _ => Told.Form(number, ("city", $"City {number % 9}"), ("gorod", $"CITY {number % 7}"), ("company", $"Company {number % 3}")),
    };

    private static FieldValue[] ValuesOf(int[] numbers) => [.. numbers.Select(ValueOf)];

    private static FieldValue ValueOf(int number)
    {
        var mixed = (uint)number * 2654435761u >> 8;
        var contact = mixed / 7 % 40;
        return new FieldValue(
            mixed % 5 == 0 ? "city" : "name",
            $"{(mixed % 2 == 0 ? "Value" : "VALUE")} {mixed / 11 % 12}",
            (Trust)(mixed / 3 % 3),
            $"channel {contact % 3}",
            new Sighting(Told.At((int)contact / 3), $"{contact:D2}"));
    }

    private static List<FieldValue> Set(IReadOnlyList<FieldValue> told)
    {
        var set = new List<FieldValue>();
        foreach (var value in told)
            FieldValues.Add(set, value);
        return set;
    }
}
