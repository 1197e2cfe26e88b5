using Omni.Functions.Customers.Matching;

namespace Omni.Functions.Tests.Customers.Matching;

public sealed class NameFormTests
{
    [Theory]
    [InlineData("Юлия", "Yuliya", "Iuliia", "Julija", "Julia", "Yulia")]
    [InlineData("Щербаков", "Shcherbakov", "Ščerbakov", "Scherbakov", "ЩЕРБАКОВ")]
    [InlineData("Фёдор", "Федор", "Fyodor", "Fedor", "Fëdor")]
    [InlineData("Хрущёв", "Khrushchev", "Hruščëv", "Khrushchyov")]
    [InlineData("Цветаева", "Tsvetaeva", "Cvetaeva", "Tsvetayeva")]
    [InlineData("Алексей", "Alexey", "Aleksej", "Aleksei", "Alexei")]
    [InlineData("Анатольевич", "Anatolyevich", "Anatol'evich", "Anatolʹevič")]
    [InlineData("Жанна", "Zhanna", "Žanna")]
    [InlineData("Соловьёва", "Solovyova", "Solovyeva", "Solov’eva")]
    [InlineData("Müller", "MULLER", "Mu\u0308ller")]
    [InlineData("Анна-Мария", "Anna Maria", "anna  mariya")]
    public void All_ways_to_write_a_name_have_one_form(string name, params string[] others) =>
        Assert.All(others, other => Assert.Equal(NameForm.Of(name), NameForm.Of(other)));

    [Theory]
    [InlineData("Иван", "Иванна")]
    [InlineData("Мария", "Марина")]
    [InlineData("11", "1")]
    public void Different_names_keep_different_forms(string one, string other) => Assert.NotEqual(NameForm.Of(one), NameForm.Of(other));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" - ")]
    [InlineData("🙂")]
    public void Where_no_letter_was_written_the_form_is_empty(string? text) => Assert.Equal("", NameForm.Of(text));
}
