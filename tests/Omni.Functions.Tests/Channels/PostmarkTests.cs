using System.Text;
using Omni.Functions.Channels;
using Omni.Functions.Channels.Postmark;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Channels;

public sealed class PostmarkTests
{
    [Fact]
    public void Sender_and_recipients_stand_among_the_headers_again()
    {
        var mail = Read(Samples.Channel("postmark"), "\"Cc\": \"\"", "\"Cc\": \"Олег <oleg@example.net>, desk@example.net\"");

        var headers = mail.Raw!.Value.EnumerateArray().ToLookup(header => header[0].GetString(), header => header[1].GetString());
        Assert.Equal("anna@example.org", headers["From"].Single());
        Assert.Equal("help+ticket-5521@in.example.com", headers["To"].Single());
        Assert.Equal("Олег <oleg@example.net>, desk@example.net", headers["Cc"].Single());
        Assert.Empty(headers["Bcc"]);
    }

    [Theory]
    [InlineData("", Trust.Verified)]
    [InlineData("""{"Name":"From","Value":"anna@example.org"},""", Trust.Verified)]
    [InlineData("""{"Name":"From","Value":"anna@example.org"},{"Name":"From","Value":"eve@example.org"},""", Trust.Asserted)]
    public void A_sender_put_back_is_no_second_one(string senders, Trust trust)
    {
        var channel = PostmarkChannel.Create(new ChannelSettings("Postmark", key => key == "AuthenticationServer" ? "mx.ours.example" : Samples.Setting("Postmark", key), "RU", Samples.ReplyKey))!;

        var mail = Read(channel, "\"Headers\": [", $$"""
            "Headers": [{{senders}}{"Name":"Authentication-Results","Value":"mx.ours.example; dmarc=pass header.from=example.org"},
            """);

        Assert.Equal(trust, mail.From.Identities.Single().Trust);
    }

    private static Contact Read(IChannel channel, string old, string changed)
    {
        var request = Samples.Request("postmark", "text");
        var body = Encoding.UTF8.GetString(request.Body.Span);
        Assert.Contains(old, body, StringComparison.Ordinal);
        return channel.Normalise(request with { Body = Encoding.UTF8.GetBytes(body.Replace(old, changed, StringComparison.Ordinal)) }).Contacts.Single();
    }
}
