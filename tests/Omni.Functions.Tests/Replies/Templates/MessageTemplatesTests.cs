using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Omni.Functions.Replies.Templates;

namespace Omni.Functions.Tests.Replies.Templates;

public sealed class MessageTemplatesTests : IDisposable
{
    private static readonly string Deployed = Path.Combine(AppContext.BaseDirectory, "templates");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("templates-");

    public static TheoryData<string, string, string> All
    {
        get
        {
            var all = new TheoryData<string, string, string>();
            foreach (var template in TemplateFolder.Read(Deployed).Templates.Values)
            {
                foreach (var language in template.Languages)
                {
                    foreach (var channel in new[] { "email", "sms", "whatsapp", "telegram" })
                        all.Add(template.Name, language, channel);
                }
            }

            return all;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory, MemberData(nameof(All))]
    public void A_deployed_template_says_every_value_over_every_channel_in_every_language(string name, string language, string channel)
    {
        var templates = new MessageTemplates(static () => TemplateFolder.Read(Deployed));
        var template = templates.Find(name) ?? throw new InvalidOperationException(name);
        var values = template.Values.ToDictionary(static value => value, static value => $"«{value}»");

        var said = templates.Render(template, channel, language, values);

        Assert.Equal(language, said.Language);
        Assert.DoesNotContain("{{", $"{said.Text}{said.Subject}{said.Html}", StringComparison.Ordinal);
        Assert.Contains(values.Values, value => said.Text.Contains(value, StringComparison.Ordinal));
        if (channel == "email")
            Assert.False(string.IsNullOrEmpty(said.Subject));
        if (channel == "sms")
            Assert.InRange(SmsLength.Of(said.Text).Segments, 1, 2);
    }

    [Fact]
    public void A_channel_may_have_words_of_its_own_and_a_mail_a_subject_and_HTML()
    {
        Write("hello/en.hbs", "Hello {{name}}.");
        Write("hello/en.sms.hbs", "Hi {{name}}");
        Write("hello/en.email.subject.hbs", "For {{name}}");
        Write("hello/en.email.html.hbs", "<p>Hello {{name}}.</p>");
        Write("hello/template.json", """{"values":["name"],"languages":["en"]}""");

        var mail = Say("hello", "email", null, ("name", "Anna & Co <b>"));
        Assert.Equal(("Hello Anna & Co <b>.", "For Anna & Co <b>", "<p>Hello Anna &amp; Co &lt;b&gt;.</p>"), (mail.Text, mail.Subject, mail.Html));
        Assert.Equal(("Hi Anna", null, null), Say("hello", "sms", null, ("name", "Anna")) is var sms ? (sms.Text, sms.Subject, sms.Html) : default);
        Assert.Equal("Hello Anna.", Say("hello", "telegram", null, ("name", "Anna")).Text);
    }

    [Theory]
    [InlineData("ru", "ru")]
    [InlineData("RU-ru", "ru")]
    [InlineData("en-GB", "en")]
    [InlineData("fr", "ru")]
    [InlineData("russian", "ru")]
    [InlineData(null, "ru")]
    public void The_language_is_the_customers_where_there_is_one_and_else_the_first(string? wanted, string spoken)
    {
        Write("hello/ru.hbs", "Здравствуйте");
        Write("hello/en.hbs", "Hello");
        Write("hello/template.json", """{"languages":["ru","en"]}""");

        Assert.Equal(spoken, Say("hello", "sms", wanted).Language);
    }

    [Fact]
    public void A_template_may_ask_for_nothing()
    {
        Write("hello/en.hbs", "Hello");
        Write("hello/template.json", """{"languages":["en"]}""");
        var template = TemplateFolder.Read(_folder.FullName).Templates["hello"];

        Assert.Null(TemplateValues.WhyNot(template, new Dictionary<string, string>()));
        Assert.Empty(template.Approved);
    }

    [Fact]
    public void All_speak_with_one_voice()
    {
        Write("brand/signature.en.hbs", "Your shop");
        Write("brand/signature.en.html.hbs", "<i>Your shop</i>");
        Write("hello/en.hbs", "Hello. {{> signature}}");
        Write("hello/en.email.html.hbs", "<p>Hello.</p>{{> signature}}");
        Write("hello/template.json", """{"languages":["en"]}""");

        var mail = Say("hello", "email", null);

        Assert.Equal(("Hello. Your shop", "<p>Hello.</p><i>Your shop</i>"), (mail.Text, mail.Html));
    }

    [Theory]
    [InlineData("Hello {{name}}, {{surname}}.", """{"values":["name"],"languages":["en"]}""", "cannot be said in en")]
    [InlineData("Hello {{name.", """{"values":["name"],"languages":["en"]}""", "cannot be said in en")]
    [InlineData("{{> nowhere}}", """{"values":["name"],"languages":["en"]}""", "cannot be said in en")]
    [InlineData("Hello.", """{"values":["name"],"languages":["en","ru"]}""", "has no ru.hbs")]
    [InlineData("Hello.", """{"values":["name"],"languages":[]}""", "names no language")]
    [InlineData("Hello.", """{"values":["name"],"languages":["en"],"approved":{"whatsapp":{"name":"x","values":["order"],"languages":{}}}}""", "gives the value order to x")]
    [InlineData("Hello.", """{"values":["name"],"languages":["en"],"colour":"red"}""", "hello/template.json is no description of a template, at line 1")]
    [InlineData("Hello.", "", "hello/template.json is no description of a template")]
    public void A_template_that_cannot_be_used_says_which_and_why(string text, string description, string told)
    {
        Write("hello/en.hbs", text);
        Write("hello/template.json", description);

        var failure = Assert.Throws<TemplateException>(() => Say("hello", "sms", null, ("name", "Anna")));

        Assert.Contains(told, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.FullName, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_shows_what_would_be_said_and_how_many_SMS_it_takes()
    {
        var (status, shown) = await PreviewAsync("order-ready", """{"channel":"sms","language":"ru","values":{"name":"Анна","order":"42","place":"ул. Лесная, 5"}}""");

        Assert.Equal((200, "Заказ 42 готов: ул. Лесная, 5", "ru"), (status, shown.GetProperty("text").GetString(), shown.GetProperty("language").GetString()));
        Assert.Equal(("UCS-2", 29, 1), (shown.GetProperty("sms").GetProperty("encoding").GetString(), shown.GetProperty("sms").GetProperty("units").GetInt32(), shown.GetProperty("sms").GetProperty("segments").GetInt32()));
    }

    [Theory]
    [InlineData("order-ready", """{"channel":"sms","values":{"name":"Anna"}}""", 400, "Missing: order, place.")]
    [InlineData("order-ready", """{"channel":"sms","values":{"name":"Anna","order":" ","place":"x","size":"1"}}""", 400, "Missing: order. Unknown: size.")]
    [InlineData("order-ready", """{"channel":"sms"}""", 400, "Missing: name, order, place.")]
    [InlineData("order-ready", """{"values":{}}""", 400, "channel")]
    [InlineData("order-ready", "", 400, "channel")]
    [InlineData("nothing", """{"channel":"sms"}""", 404, "GET /api/templates")]
    public async Task A_preview_of_what_cannot_be_said_says_what_to_do(string name, string body, int status, string told)
    {
        var answer = await PreviewAsync(name, body);

        Assert.Equal(status, answer.Status);
        Assert.Contains(told, answer.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_can_be_said_is_listed()
    {
        var (status, list) = await AnswerAsync(new ListTemplates(new MessageTemplates(static () => TemplateFolder.Read(Deployed))).Run(new DefaultHttpContext().Request));

        Assert.Equal(200, status);
        Assert.Equal(
            [("order-ready", "service", "whatsapp"), ("spring-offer", "marketing", "whatsapp")],
            list.GetProperty("items").EnumerateArray().Select(static item => (item.GetProperty("name").GetString(), item.GetProperty("purpose").GetString(), item.GetProperty("approved")[0].GetString())));
    }

    private static async Task<(int Status, JsonElement Body)> PreviewAsync(string name, string body)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return await AnswerAsync(await new PreviewTemplate(new MessageTemplates(static () => TemplateFolder.Read(Deployed))).Run(context.Request, name, default));
    }

    private static async Task<(int Status, JsonElement Body)> AnswerAsync(IResult result)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await result.ExecuteAsync(context);
        return (context.Response.StatusCode, JsonElement.Parse(answer.ToArray()));
    }

    private RenderedMessage Say(string name, string channel, string? language, params (string Name, string Value)[] values)
    {
        var templates = new MessageTemplates(() => TemplateFolder.Read(_folder.FullName));
        return templates.Render(templates.Find(name) ?? throw new InvalidOperationException(name), channel, language, values.ToDictionary(static value => value.Name, static value => value.Value));
    }

    private void Write(string path, string content)
    {
        var file = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file) ?? "");
        File.WriteAllText(file, content);
    }
}
