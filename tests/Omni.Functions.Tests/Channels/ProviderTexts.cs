using Omni.Drivers.Providers;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Channels;

/// <summary>The drivers' ordinary contacts, as the demo and the end-to-end tests send them.</summary>
public sealed class ProviderTexts
{
    private static readonly DateTimeOffset At = Samples.ReceivedAt.AddMinutes(-1);

    [Fact]
    public void A_mail_over_each_provider_is_proven_and_read()
    {
        var mails = new[]
        {
            new SendGridParse("parse-hook", "f1c710nal-pass").Text("anna@example.org", "Анна", "m1@example.org", "Order", "Где заказ?", At),
            new MailgunRoute("key-mgf1c710nal00000000000000000").Text("anna@example.org", "Анна", "m1@example.org", "Order", "Где заказ?", At),
            new PostmarkInbound("parse-hook", "f1c710nal-pass").Text("anna@example.org", "Анна", "m1", "Order", "Где заказ?", At),
        };

        foreach (var contact in mails.Select(Read))
        {
            Assert.Equal(("email", "anna@example.org", "Анна"), (contact.Channel, contact.From.Identities.Single().Value, contact.From.DisplayName));
            Assert.Equal(("Order", "Где заказ?", At), (contact.Subject, contact.Text, contact.OccurredAt));
        }
    }

    [Fact]
    public void A_chat_over_each_provider_is_proven_and_read()
    {
        var jivo = Read(new JivoWidget("jivoPathKeyFictional-9c1").Text(7, new JivoVisitor("2198", "Анна", Phone: "+447700900123"), "Где заказ?", At));
        var liveTex = Read(new LiveTexMessaging("zbb5fict10nalW4w").Text("visitor-1", "l1", "Где заказ?", At));

        Assert.Equal(("chat:7", "Где заказ?", At), (jivo.ProviderMessageId, jivo.Text, jivo.OccurredAt));
        Assert.Equal(("l1", "Где заказ?", At), (liveTex.ProviderMessageId, liveTex.Text, liveTex.OccurredAt));
    }

    [Fact]
    public void A_call_begins_and_ends_as_one_contact()
    {
        var widget = new JivoWidget("jivoPathKeyFictional-9c1");
        var visitor = new JivoVisitor("2198", Phone: "+447700900123");

        var begun = Proven(widget.Call(8, visitor, "start")).Contacts.Single();
        var ended = Proven(widget.Call(8, visitor, "end", "https://records.jivo.example/8.mp3")).Updates.Single();

        Assert.Equal(begun.Id, ended.Id);
        Assert.Equal((CallStatus.Ringing, CallStatus.Completed), (begun.Call!.Status, ended.Call!.Status));
    }

    private static Contact Read(SignedRequest sent) => Proven(sent).Contacts.Single();

    private static NormalisedRequest Proven(SignedRequest sent)
    {
        var channel = Samples.Channel(sent.Provider);
        var request = Samples.Received(sent);
        Assert.Equal(WebhookVerdict.Proven, channel.Prove(request));
        return channel.Normalise(request);
    }
}
