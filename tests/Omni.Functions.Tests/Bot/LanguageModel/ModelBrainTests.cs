using System.Text.Json;
using Omni.Functions.Bot.LanguageModel;
using Omni.Functions.Contacts;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Bot.LanguageModel;

/// <summary>A model helps where the rules do not understand.</summary>
public sealed class ModelBrainTests : IAsyncLifetime
{
    private const string Unclear = "Бабушкин кот просил узнать про грузовик для Казани";
    private const string AnnasPhone = "+79161234567";

    private readonly BotDesk _desk = new();
    private ModelServer _server = null!; // Started before each test.

    public async Task InitializeAsync()
    {
        _server = await ModelServer.StartAsync();
        _desk.Think(BotDesk.Brain, _server.Client);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task What_the_rules_understand_no_model_hears()
    {
        await _desk.SayAsync("Хочу вернуть диван");
        await _desk.SayAsync("4711");
        await _desk.SayAsync("Не подошёл цвет");

        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task The_sentences_that_it_chooses_are_said_as_they_are_written_and_in_its_order()
    {
        _server.Say = static _ => """Here you are: {"topic": null, "sentences": ["payment.1", "delivery.1"]}""";
        var brief = ModelBrief.Of(BotDesk.Folder.Topics, "ru");

        var said = Assert.Single(await _desk.SayAsync(Unclear));

        Assert.Equal($"{brief.Sentences["payment.1"]} {brief.Sentences["delivery.1"]}", said);
        Assert.Equal(0, _desk.Dialogue.Misunderstood);
    }

    [Fact]
    public async Task The_topic_that_it_chooses_is_taken_up_by_the_rules()
    {
        _server.Say = static _ => """{"topic":"return","sentences":[]}""";
        Assert.Contains("номер заказа", Assert.Single(await _desk.SayAsync(Unclear)), StringComparison.Ordinal);

        Assert.Contains("Почему", Assert.Single(await _desk.SayAsync("4711")), StringComparison.Ordinal);
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData("""{"topic":"human","sentences":[]}""", "Передаю разговор")]
    [InlineData("""{"topic":"order-status","sentences":[]}""", "пришлю туда код")]
    [InlineData("""{"topic":null,"sentences":[]}""", "Не уверен")]
    [InlineData("""{"topic":"none","sentences":[]}""", "Не уверен")]
    [InlineData("""{"topic":"invented","sentences":[]}""", "Не уверен")]
    [InlineData("""{"topic":null,"sentences":["delivery.1","delivery.99"]}""", "Не уверен")]
    [InlineData("""{"topic":null,"sentences":["delivery.1","contacts.1","payment.1","assembly.1","discounts.1","prices.1"]}""", "Не уверен")]
    [InlineData("""{"topic":7,"sentences":"all"}""", "Не уверен")]
    [InlineData("""{"sentences":[null]}""", "Не уверен")]
    [InlineData("I am afraid I cannot do that.", "Не уверен")]
    [InlineData("}{", "Не уверен")]
    [InlineData("", "Не уверен")]
    public async Task A_topic_leads_where_it_leads_anybody_and_what_is_no_choice_leads_nowhere(string content, string expected)
    {
        _server.Say = _ => content;

        Assert.Contains(expected, Assert.Single(await _desk.SayAsync(Unclear)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Without_a_model_the_rules_go_on(int status)
    {
        _server.Status = status;

        Assert.Contains("Не уверен", Assert.Single(await _desk.SayAsync(Unclear)), StringComparison.Ordinal);
        Assert.Contains("Передаю разговор", Assert.Single(await _desk.SayAsync(Unclear)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_away_is_no_failure_of_the_turn()
    {
        await _server.StopAsync();

        Assert.Contains("Не уверен", Assert.Single(await _desk.SayAsync(Unclear)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_begins_to_answer_and_stalls_is_left_when_patience_ends()
    {
        _server.Stalls = true;
        _server.Patience = TimeSpan.FromMilliseconds(200);
        _desk.Think(BotDesk.Brain, _server.Client);

        Assert.Contains("Не уверен", Assert.Single(await _desk.SayAsync(Unclear)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("123 456")]
    [InlineData("Мурр, anna@example.org")]
    public async Task What_may_be_a_code_or_an_address_is_never_heard_by_it(string text)
    {
        await _desk.SayAsync(text);

        Assert.Empty(_server.Requests);
        Assert.Empty(_desk.Dialogue.Lines);
    }

    [Fact]
    public void No_answer_is_cut_where_its_writer_did_not_cut_it() => Assert.Equal(
        BotDesk.Folder.Topics.Single(static topic => topic.Name == "contacts").Answer!["ru"], ModelBrief.Of(BotDesk.Folder.Topics, "ru").Sentences["contacts.1"]);

    [Fact]
    public async Task It_hears_the_conversation_so_far_with_the_key_and_may_only_answer_what_it_was_given()
    {
        await _desk.SayAsync("Сколько стоит доставка?");
        await _desk.SayAsync(Unclear);

        Assert.Equal("Bearer model-key", _server.Authorization);
        var request = JsonElement.Parse(Assert.Single(_server.Requests));
        Assert.Equal("small", request.GetProperty("model").GetString());
        Assert.Equal(
            [("user", "Сколько стоит доставка?"), ("assistant", BotDesk.Folder.Topics.Single(static topic => topic.Name == "delivery").Answer!["ru"]), ("user", Unclear)],
            request.GetProperty("messages").EnumerateArray().Skip(1).Select(static message => (message.GetProperty("role").GetString(), message.GetProperty("content").GetString())));
        var schema = request.GetProperty("response_format").GetProperty("json_schema").GetProperty("schema");
        Assert.Equal(["topic", "sentences"], schema.GetProperty("required").EnumerateArray().Select(static name => name.GetString()));
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        var ids = schema.GetProperty("properties").GetProperty("sentences").GetProperty("items").GetProperty("enum").EnumerateArray().Select(static id => id.GetString()).ToList();
        Assert.Contains("delivery.1", ids);
        Assert.DoesNotContain(ids, static id => id!.StartsWith("return.", StringComparison.Ordinal) || id.StartsWith("order-status.", StringComparison.Ordinal) || id.StartsWith("event-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_proven_to_be_the_customers_may_be_told_and_neither_code_nor_address_is_heard()
    {
        await MeetAnnaAsync();
        await _desk.SayAsync("Где мой заказ?");
        await _desk.SayAsync("8 916 123-45-67");
        var code = new string([.. _desk.Replies.Arrived.Last(static message => message.To.StartsWith('+')).Text.Where(char.IsAsciiDigit)]);
        Assert.Equal(6, code.Length);
        _server.Say = static _ => """{"topic":null,"sentences":["event-1","delivery.1"]}""";
        await _desk.SayAsync(code);

        var said = Assert.Single(await _desk.SayAsync(Unclear));

        Assert.Contains("Диван приедет 30 ноября", said, StringComparison.Ordinal);
        var heard = string.Join('\n', JsonElement.Parse(Assert.Single(_server.Requests)).GetProperty("messages").EnumerateArray().Select(static message => message.GetProperty("content").GetString()));
        Assert.Contains("Диван приедет 30 ноября", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("Код домофона", heard, StringComparison.Ordinal);
        Assert.DoesNotContain(code, heard, StringComparison.Ordinal);
        Assert.DoesNotContain("916 123", heard, StringComparison.Ordinal);
        Assert.DoesNotContain(_desk.Dialogue.Lines, static line => line.Text.Contains("30 ноября", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_half_an_hour_a_proof_is_none_for_the_model_either()
    {
        await What_is_proven_to_be_the_customers_may_be_told_and_neither_code_nor_address_is_heard();
        _desk.Replies.Clock.Advance(TimeSpan.FromMinutes(31));

        Assert.Contains("Не уверен", Assert.Single(await _desk.SayAsync(Unclear)), StringComparison.Ordinal);
        Assert.DoesNotContain("30 ноября", JsonElement.Parse(_server.Requests[^1]).GetProperty("messages")[0].GetProperty("content").GetString()!, StringComparison.Ordinal);
    }

    private Task MeetAnnaAsync() => Resolution(_desk.Replies.Store).ResolveAsync(
        [
            Contact(1) with { Channel = "sms", Text = "Код домофона 4521", From = Anna(Trust.Verified), ReplyTo = AnnasPhone },
            Contact(2) with { Kind = ContactKind.Event, Text = "Диван приедет 30 ноября", From = Anna(Trust.Claimed) },
        ],
        default);

    private static ContactSender Anna(Trust trust) => new() { Identities = [new Identity(IdentityKind.Phone, AnnasPhone, trust)], DisplayName = "Анна Смирнова" };
}
