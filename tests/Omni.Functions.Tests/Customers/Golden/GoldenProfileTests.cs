using Omni.Functions.Contacts;
using Omni.Functions.Customers.Golden;
using static Omni.Functions.Tests.Customers.Golden.Told;

namespace Omni.Functions.Tests.Customers.Golden;

/// <summary>One value for each field, and what contradicts it.</summary>
public sealed class GoldenProfileTests
{
    [Fact]
    public void A_field_tells_its_value_source_time_and_trust_and_keeps_what_contradicts_it()
    {
        var name = Fields(Account(1, "Anna Smirnova"), Form(2, ("fio", "A. Smirnova")))["name"];

        Assert.Equal(("Anna Smirnova", "telegram", IdOf(1), At(1), Trust.Asserted, SurvivorshipRule.MostTrusted), (name.Value, name.Source, name.ContactId, name.At, name.Trust, name.Rule));
        Assert.Equal([new ToldValue("A. Smirnova", "form", IdOf(2), At(2), Trust.Claimed)], name.Others);
    }

    [Fact]
    public void The_same_value_in_other_letters_from_elsewhere_contradicts_nothing()
    {
        var fields = Fields(Account(1, "Anna Smirnova"), Form(2, ("fio", " anna  SMIRNOVA ")), Changed(3, "amocrm", "5", CrmAction.Created, ("name", "Anna Smirnova")));

        Assert.Equal("Anna Smirnova", fields.ValuesOf("name"));
        Assert.Equal("amocrm", fields["name"].Source);
    }

    [Theory]
    [InlineData("newest", "An | Anna Maria | Anna")]
    [InlineData("mostTrusted", "Anna | An | Anna Maria")]
    [InlineData("longest", "Anna Maria | Anna | An")]
    public void The_rule_of_a_field_decides_which_value_stands(string rule, string values)
    {
        var profile = ProfileOf(Account(1, "Anna"), Form(2, ("fio", "Anna Maria")), Form(3, ("fio", "An")));
        var options = ProfileOptions.From(_ => $"name={rule}", []);

        Assert.Equal(values, GoldenProfile.Of(profile, options).ValuesOf("name"));
    }

    [Theory]
    [InlineData(ContactKind.Message, Trust.Asserted)]
    [InlineData(ContactKind.Call, Trust.Asserted)]
    [InlineData(ContactKind.Chat, Trust.Claimed)]
    [InlineData(ContactKind.Form, Trust.Claimed)]
    public void A_name_typed_into_a_chat_or_a_form_is_claimed_and_that_of_an_account_is_asserted(ContactKind kind, Trust trust) =>
        Assert.Equal(trust, Fields(Account(1, "Anna", kind: kind))["name"].Trust);

    [Fact]
    public void The_fields_of_a_form_are_known_by_their_usual_names_in_English_and_Russian()
    {
        var english = Form(
            1, ("first_name", "Anna"), ("Last Name", "Smirnova"), ("date-of-birth", "1990-01-15"), ("companyName", "Acme"), ("jobTitle", "Chief"), ("address", "Mira 1"),
            ("city", "Perm"), ("zip", "614000"), ("country", "Russia"), ("timezone", "Asia/Yekaterinburg"), ("page", "/sofas"));
        var transliterated = Form(
            1, ("imya", "Anna"), ("familiya", "Smirnova"), ("data_rozhdeniya", "15.01.1990"), ("kompaniya", "Acme"), ("dolzhnost", "Chief"), ("adres", "Mira 1"),
            ("gorod", "Perm"), ("indeks", "614000"), ("strana", "Russia"), ("chasovoy_poyas", "Asia/Yekaterinburg"), ("message", "Hello"));
        var cyrillic = Form(
            1, ("ФИО", "Anna"), ("Фамилия", "Smirnova"), ("Дата рождения", "15.01.1990"), ("Компания", "Acme"), ("Должность", "Chief"), ("Адрес", "Mira 1"),
            ("Город", "Perm"), ("Индекс", "614000"), ("Страна", "Russia"), ("Часовой пояс", "Asia/Yekaterinburg"));

        string[] expected = ["Smirnova", "1990-01-15", "Acme", "Chief", "Mira 1", "Perm", "614000", "Russia", "Asia/Yekaterinburg"];
        Assert.All([english, transliterated, cyrillic], form => Assert.Equal(expected, Fields(form).Values.Skip(1).Select(field => field.Value)));
        Assert.Equal(["firstName", "firstName", "name"], new[] { english, transliterated, cyrillic }.Select(form => Fields(form).Keys.First()));
    }

    [Fact]
    public void Each_CRM_is_understood_in_its_own_words()
    {
        var amoCrm = Fields(Changed(1, "amocrm", "5", CrmAction.Created, ("name", "Анна Смирнова"), ("first_name", "Анна"), ("POSITION", "Chief"), ("Город", "Пермь")));
        var bitrix24 = Fields(Changed(1, "bitrix24", "5", CrmAction.Created, ("NAME", "Анна"), ("SECOND_NAME", "Ивановна"), ("LAST_NAME", "Смирнова"), ("POST", "Chief"), ("ADDRESS_CITY", "Пермь")));
        var hubSpot = Fields(
            Changed(1, "hubspot", "5", CrmAction.Updated, ("firstname", "Анна")),
            Changed(2, "hubspot", "5", CrmAction.Updated, ("lastname", "Смирнова")),
            Changed(3, "hubspot", "5", CrmAction.Updated, ("jobtitle", "Chief")),
            Changed(4, "hubspot", "5", CrmAction.Updated, ("city", "Пермь")));

        Assert.All([amoCrm, bitrix24, hubSpot], fields => Assert.Equal(
            ("Анна Смирнова", "Анна", "Chief", "Пермь"), (fields["name"].Value, fields["firstName"].Value, fields["jobTitle"].Value, fields["city"].Value)));
        Assert.Equal("Ивановна", bitrix24["middleName"].Value);
        Assert.Equal(("hubspot", IdOf(2), Trust.Asserted), (hubSpot["name"].Source, hubSpot["name"].ContactId, hubSpot["name"].Trust));
    }

    [Fact]
    public void A_value_that_a_CRM_takes_away_or_replaces_is_none_any_more_in_any_order()
    {
        var created = Changed(1, "hubspot", "5", CrmAction.Created, ("city", "Perm"), ("company", "Acme"));
        var taken = Changed(3, "hubspot", "5", CrmAction.Updated, ("city", null), ("company", "Globex"));
        var form = Form(2, ("company", "Initech"));

        Assert.All([Fields(created, form, taken), Fields(taken, created, form)], fields =>
        {
            Assert.Equal("", fields.ValuesOf("city"));
            Assert.Equal("Globex | Initech", fields.ValuesOf("company"));
        });
    }

    [Fact]
    public void What_another_source_told_stays_when_a_CRM_takes_its_own_value_away()
    {
        var fields = Fields(Form(1, ("city", "Perm")), Changed(2, "hubspot", "5", CrmAction.Created, ("city", "Perm")), Changed(3, "hubspot", "5", CrmAction.Updated, ("city", null)));

        Assert.Equal(("Perm", "form", IdOf(1)), (fields["city"].Value, fields["city"].Source, fields["city"].ContactId));
    }

    [Fact]
    public void The_values_of_a_deleted_record_count_as_claimed_until_it_is_restored()
    {
        Contact[] before = [Account(1, "Anna"), Changed(2, "amocrm", "5", CrmAction.Created, ("name", "Anna Smirnova"))];
        Contact[] deleted = [.. before, Changed(3, "amocrm", "5", CrmAction.Deleted)];
        Contact[] restored = [.. deleted, Changed(4, "amocrm", "5", CrmAction.Restored)];

        Assert.Equal("Anna Smirnova | Anna", Fields(before).ValuesOf("name"));
        Assert.Equal("Anna | Anna Smirnova", Fields(deleted).ValuesOf("name"));
        Assert.Equal("Anna Smirnova | Anna", Fields(restored).ValuesOf("name"));
    }

    [Fact]
    public void Whoever_told_nothing_has_no_fields() => Assert.Empty(Fields(Account(1, null)));
}
