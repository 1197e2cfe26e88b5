using Omni.Functions.Replies.Templates;

namespace Omni.Functions.Tests.Replies.Templates;

public sealed class SmsLengthTests
{
    [Theory]
    [InlineData("", 0, "GSM-7", 0, 0)]
    [InlineData("a", 160, "GSM-7", 160, 1)]
    [InlineData("a", 161, "GSM-7", 161, 2)]
    [InlineData("a", 306, "GSM-7", 306, 2)]
    [InlineData("a", 307, "GSM-7", 307, 3)]
    [InlineData("€", 80, "GSM-7", 160, 1)]
    [InlineData("€", 81, "GSM-7", 162, 2)]
    [InlineData("€", 153, "GSM-7", 306, 3)]
    [InlineData("ä", 160, "GSM-7", 160, 1)]
    [InlineData("я", 70, "UCS-2", 70, 1)]
    [InlineData("я", 71, "UCS-2", 71, 2)]
    [InlineData("я", 134, "UCS-2", 134, 2)]
    [InlineData("я", 135, "UCS-2", 135, 3)]
    [InlineData("😀", 35, "UCS-2", 70, 1)]
    [InlineData("😀", 66, "UCS-2", 132, 2)]
    [InlineData("😀", 67, "UCS-2", 134, 3)]
    [InlineData("ç", 1, "UCS-2", 1, 1)]
    public void A_text_takes_so_many_SMS(string letter, int times, string encoding, int units, int segments) =>
        Assert.Equal(new SmsLength(encoding, units, segments), SmsLength.Of(string.Concat(Enumerable.Repeat(letter, times))));
}
