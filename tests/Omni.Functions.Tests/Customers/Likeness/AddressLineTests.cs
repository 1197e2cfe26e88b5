using Omni.Functions.Customers.Likeness;

namespace Omni.Functions.Tests.Customers.Likeness;

public sealed class AddressLineTests
{
    [Theory]
    [InlineData("ул. Ленина, д. 5, корп. 2, кв. 7", "ул Ленина", "5", "2 7")]
    [InlineData("Ленина 5-7", "Ленина", "5", "7")]
    [InlineData("12-я линия В.О., дом 3", "12-я линия В О", "3", null)]
    [InlineData("5 High Street, Flat 7", "High Street", "5", "7")]
    [InlineData("7/22 High Street", "High Street", "7", "22")]
    [InlineData("221B Baker Street", "Baker Street", "221B", null)]
    [InlineData("10 42nd Street", "42nd Street", "10", null)]
    [InlineData("High Street", "High Street", null, null)]
    [InlineData("5", null, "5", null)]
    [InlineData(" , . ", null, null, null)]
    [InlineData(null, null, null, null)]
    public void Street_house_and_premises_are_read_from_one_line(string? line, string? street, string? house, string? premises) =>
        Assert.Equal(new AddressLine(street, house, premises), AddressLine.Parse(line));
}
