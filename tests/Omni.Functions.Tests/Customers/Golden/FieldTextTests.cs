using Omni.Functions.Customers.Golden;

namespace Omni.Functions.Tests.Customers.Golden;

public sealed class FieldTextTests
{
    [Theory]
    [InlineData("Anna", "Anna")]
    [InlineData("  Anna \t\r\n Smirnova ", "Anna Smirnova")]
    [InlineData("An\u0000na\u001b", "An na")]
    [InlineData("Анна\u00a0Смирнова", "Анна Смирнова")]
    [InlineData("Anna \ud83d\ude00", "Anna \ud83d\ude00")]
    [InlineData("\ufffdAnna", "Anna")]
    public void Spaces_are_single_and_control_characters_go(string told, string value) =>
        Assert.Equal(value, FieldText.Of(ProfileField.FullName, told, Told.At(0)));

    /// <summary>An attribute cannot hold any.</summary>
    [Fact]
    public void Half_a_character_goes() =>
        Assert.Equal("Anna", FieldText.Of(ProfileField.FullName, new string(['\ude00', 'A', 'n', 'n', 'a', '\ud83d']), Told.At(0)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("-")]
    [InlineData("\ufffd")]
    public void A_text_with_nothing_to_read_is_no_value(string? told) => Assert.Null(FieldText.Of(ProfileField.City, told, Told.At(0)));

    [Fact]
    public void A_text_longer_than_its_field_is_no_value()
    {
        Assert.Equal(20, FieldText.Of(ProfileField.Postcode, new string('1', 20), Told.At(0))?.Length);
        Assert.Null(FieldText.Of(ProfileField.Postcode, new string('1', 21), Told.At(0)));
        Assert.Null(FieldText.Of(ProfileField.FullName, new string(' ', 1000) + "Anna", Told.At(0)));
    }

    [Theory]
    [InlineData("1990-01-15", "1990-01-15")]
    [InlineData("1990-01-15T03:00:00+03:00", "1990-01-15")]
    [InlineData("15.01.1990", "1990-01-15")]
    [InlineData("5.1.1990 00:00:00", "1990-01-05")]
    [InlineData("2026-03-02", "2026-03-02")]
    [InlineData("2026-03-03", null)]
    [InlineData("1899-12-31", null)]
    [InlineData("01/02/1990", null)]
    [InlineData("1990-02-30", null)]
    [InlineData("in spring", null)]
    public void A_birth_date_is_an_ISO_date_that_is_no_later_than_it_was_told(string told, string? value) =>
        Assert.Equal(value, FieldText.Of(ProfileField.BirthDate, told, Told.At(0)));
}
