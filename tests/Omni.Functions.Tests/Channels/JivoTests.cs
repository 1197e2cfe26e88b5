using System.Text;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Channels;

public sealed class JivoTests
{
    [Theory]
    [InlineData("text")]
    [InlineData("chat-accepted")]
    [InlineData("unknown-event")]
    public void Jivo_hears_that_the_result_is_ok(string sample)
    {
        var channel = Samples.Channel("jivo");
        var request = Samples.Request("jivo", sample);

        var answer = channel.Accept(request, channel.Normalise(request));

        Assert.Equal((200, "application/json", """{"result":"ok"}"""), (answer.Status, answer.ContentType, Encoding.UTF8.GetString(answer.Body.Span)));
    }

    [Fact]
    public void What_happens_to_a_call_later_is_news_of_the_same_contact()
    {
        var channel = Samples.Channel("jivo");

        var call = channel.Normalise(Samples.Request("jivo", "incoming-call")).Contacts.Single();
        var news = channel.Normalise(Samples.Request("jivo", "call-ended")).Updates.Single();

        Assert.Equal(call.Id, news.Id);
        Assert.Equal("end-recorded", news.Revision);
        var joined = Contact.Join(call, news);
        Assert.Equal(CallStatus.Completed, joined.Call!.Status);
        Assert.Equal("https://records.jivo.example/4398.mp3", joined.Call.Recordings.Single().Url);
    }
}
