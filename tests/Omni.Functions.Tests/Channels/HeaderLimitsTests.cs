using System.Text;
using Omni.Functions.Channels.Email;

namespace Omni.Functions.Tests.Channels;

public sealed class HeaderLimitsTests
{
    [Theory]
    [InlineData("", "x: y\n", 200_000)]
    [InlineData("", "no header at all\n", 200_000)]
    [InlineData("Content-Type: message/rfc822\n\n", "x: y\n", 200_000)]
    [InlineData("Content-Type: text/rfc822-headers\n\n", "x: y\n", 200_000)]
    [InlineData("Content-Type: multipart/digest; boundary=b\n\n--b\n\n", "x: y\n", 200_000)]
    [InlineData("X: y\n", " folded\n", 20_000)]
    [InlineData("", "X: y\n folded\n", 30_000)]
    [InlineData("", "Content-Type: text/plain; name=a-header-that-nobody-needs-often\n", 40_000)]
    public void A_mail_with_more_headers_than_people_send_is_not_taken_apart(string before, string line, int times) =>
        Assert.Null(MimeMail.Read(Mail("From: a@example.org\n" + before, line, times)));

    [Theory]
    [InlineData("", "x: y\n", 40_000)]
    [InlineData("X: y\n", " folded\n", 10_000)]
    [InlineData("\n", "x: y\n", 1_000_000)]
    [InlineData("\n", "text without end ", 1_000_000)]
    public void Fewer_headers_and_any_length_of_text_are(string before, string line, int times) =>
        Assert.Equal("a@example.org", MailSender.Read(MimeMail.Read(Mail("From: a@example.org\n" + before, line, times))?.Headers.Raw("From")).Address);

    [Fact]
    public void A_block_of_more_headers_than_people_send_counts_as_none()
    {
        Assert.False(MailHeaders.Read(Mail("", "x: y\n", 40_000)).IsEmpty);
        Assert.True(MailHeaders.Read(Mail("", "x: y\n", 60_000)).IsEmpty);
    }

    private static byte[] Mail(string before, string line, int times) =>
        Encoding.ASCII.GetBytes(new StringBuilder(before).Insert(before.Length, line, times).Append("\n\nhello").ToString());
}
