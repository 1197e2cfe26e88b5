using Omni.Functions.Contacts;
using Omni.Functions.Replies;

namespace Omni.Functions.Tests.Bot;

/// <summary>What the bot says, by the topics that are shipped.</summary>
public sealed class BotTalkTests
{
    private readonly BotDesk _desk = new();

    [Fact]
    public async Task A_form_asks_for_what_is_missing_and_for_nothing_twice()
    {
        Assert.Contains("номер заказа", Assert.Single(await _desk.SayAsync("Хочу вернуть диван")), StringComparison.Ordinal);
        Assert.Contains("Почему", Assert.Single(await _desk.SayAsync("4711")), StringComparison.Ordinal);
        Assert.Contains("телефон", Assert.Single(await _desk.SayAsync("Не подошёл цвет")), StringComparison.Ordinal);
        Assert.Contains("4711 принята: мы позвоним вам на +79161234567", Assert.Single(await _desk.SayAsync("8 916 123-45-67")), StringComparison.Ordinal);

        Assert.Contains("Когда", Assert.Single(await _desk.SayAsync("И перезвоните мне")), StringComparison.Ordinal);
        Assert.Contains("+79161234567: завтра в десять", Assert.Single(await _desk.SayAsync("завтра в десять")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_told_in_the_first_sentence_is_not_asked_for() =>
        Assert.Contains("Why", Assert.Single(await _desk.SayAsync("I want to return order 4711")), StringComparison.Ordinal);

    [Fact]
    public async Task A_question_in_between_is_answered_and_the_form_goes_on()
    {
        await _desk.SayAsync("Хочу вернуть диван");

        var said = await _desk.SayAsync("А сколько стоит доставка?");

        Assert.Contains("990", said[0], StringComparison.Ordinal);
        Assert.Contains("номер заказа", said[1], StringComparison.Ordinal);
        Assert.Contains("Почему", Assert.Single(await _desk.SayAsync("4711")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_is_left_by_a_word()
    {
        await _desk.SayAsync("I want to return a sofa");

        Assert.Contains("leave it", Assert.Single(await _desk.SayAsync("cancel")), StringComparison.Ordinal);
        Assert.Null(_desk.Dialogue.Form);
    }

    [Fact]
    public async Task The_bot_asks_once_and_then_gives_the_conversation_to_people()
    {
        Assert.Contains("Не уверен", Assert.Single(await _desk.SayAsync("абырвалг зюзюка")), StringComparison.Ordinal);
        Assert.Contains("Передаю", Assert.Single(await _desk.SayAsync("кракозябра мурло")), StringComparison.Ordinal);

        Assert.Equal(HandOffReason.NotUnderstood, Assert.Single(_desk.Dialogues.Tickets).HandOff.Reason);
    }

    [Fact]
    public async Task What_can_be_chosen_is_part_of_the_text_where_there_are_no_buttons_and_a_number_chooses_it()
    {
        var asked = Assert.Single(await _desk.SayAsync("абырвалг зюзюка"));
        var number = asked.Split('\n').Single(static line => line.EndsWith("Доставка", StringComparison.Ordinal)).Split('.')[0];

        Assert.Contains("990", Assert.Single(await _desk.SayAsync(number)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_alone_is_asked_about_and_then_looked_at_by_people()
    {
        Assert.Contains("файл", Assert.Single(await _desk.SayAsync(null)), StringComparison.Ordinal);
        await _desk.SayAsync(null);

        Assert.Equal(HandOffReason.File, Assert.Single(_desk.Dialogues.Tickets).HandOff.Reason);
    }

    [Theory]
    [InlineData("оператор", HandOffReason.Asked, "support")]
    [InlineData("I want to speak to a human", HandOffReason.Asked, "support")]
    [InlineData("Это безобразие, буду жаловаться", HandOffReason.Complaint, "quality")]
    [InlineData("terrible service, I will complain", HandOffReason.Complaint, "quality")]
    public async Task Who_wants_a_person_or_is_angry_gets_one(string text, HandOffReason reason, string department)
    {
        await _desk.SayAsync(text);

        var handOff = Assert.Single(_desk.Dialogues.Tickets).HandOff;
        Assert.Equal((reason, department), (handOff.Reason, handOff.Department));
    }

    [Fact]
    public async Task The_bot_answers_in_the_language_that_it_is_spoken_to_in()
    {
        Assert.Contains("Hello", Assert.Single(await _desk.SayAsync("hello there")), StringComparison.Ordinal);
        Assert.Contains("Здравствуйте, Anna", Assert.Single(await _desk.SayAsync("привет")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("[click](javascript:alert(1)) **bold**")]
    [InlineData("{{events}} {{#each this}}{{this}}{{/each}}")]
    public async Task What_somebody_writes_into_a_form_is_words_and_no_template(string words)
    {
        await _desk.SayAsync("Оформить гарантийный случай: заказ 4711, сломалась ножка");
        await _desk.SayAsync(words);

        Assert.Contains($"4711: {words}", Assert.Single(await _desk.SayAsync("8 916 123-45-67")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_bot_says_stands_on_the_timeline_as_its_own()
    {
        await _desk.SayAsync("привет");

        var said = Assert.Single(_desk.Replies.Store.Entries, static entry => entry.Contact.Direction == "outbound").Contact;
        Assert.True(ReplyAuthor.IsBot(said));
        Assert.Equal("Здравствуйте, Anna! Чем помочь?", said.Text);
    }
}
