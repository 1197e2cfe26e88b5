using Omni.Functions.Contacts;
using Omni.Functions.Replies;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Bot;

/// <summary>The bot tells nothing of a history but to whoever has got a code at an address that they had proven before.</summary>
public sealed class ProofTests
{
    private const string AnnasPhone = "+79161234567";
    private const string Secret = "Доставка дивана назначена на 30 ноября";

    private readonly BotDesk _desk = new();

    public ProofTests() => MeetAnnaAsync().GetAwaiter().GetResult();

    [Fact]
    public async Task Who_says_the_code_hears_what_the_business_wrote_to_that_address()
    {
        Assert.Contains("пришлю туда код", Assert.Single(await _desk.SayAsync("Где мой заказ?")), StringComparison.Ordinal);
        Assert.Contains("код уже отправлен", Assert.Single(await _desk.SayAsync("8 916 123-45-67")), StringComparison.Ordinal);

        var said = await _desk.SayAsync(SentCode());

        Assert.Contains(Secret, said[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_stands_on_no_timeline_and_in_no_dialogue()
    {
        await AskAsync();
        var code = SentCode();

        Assert.DoesNotContain(_desk.Replies.Store.Entries, entry => entry.Contact.Text?.Contains(code, StringComparison.Ordinal) == true);
        Assert.Contains(_desk.Replies.Store.Entries, static entry => entry.Contact.Text?.Contains(Reply.Mask, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Three_wrong_codes_are_the_end_of_it_even_for_the_right_one()
    {
        await AskAsync();
        var code = SentCode();
        var wrong = code == "000000" ? "000001" : "000000";

        Assert.Contains("не подходит", Assert.Single(await _desk.SayAsync(wrong)), StringComparison.Ordinal);
        Assert.Contains("не подходит", Assert.Single(await _desk.SayAsync(wrong)), StringComparison.Ordinal);
        Assert.Contains("больше не действует", Assert.Single(await _desk.SayAsync(wrong)), StringComparison.Ordinal);
        Assert.DoesNotContain(await _desk.SayAsync(code), text => text.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_is_good_for_five_minutes()
    {
        await AskAsync();
        var code = SentCode();
        _desk.Replies.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Contains("больше не действует", Assert.Single(await _desk.SayAsync(code)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_of_another_conversation_is_none()
    {
        await AskAsync();
        var code = SentCode();
        await _desk.SayAsync("Где мой заказ?", "dl_eve");
        await _desk.SayAsync("8 916 123-45-67", "dl_eve");

        Assert.DoesNotContain(await _desk.SayAsync(code, "dl_eve"), text => text.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whether_an_address_is_known_cannot_be_told_from_the_answer()
    {
        await _desk.SayAsync("Где мой заказ?");
        var known = await _desk.SayAsync("8 916 123-45-67");
        await _desk.SayAsync("Где мой заказ?", "dl_eve");

        Assert.Equal(known, await _desk.SayAsync("8 916 999-99-99", "dl_eve"));
        Assert.Single(_desk.Replies.Arrived, static message => message.To.StartsWith('+'));
    }

    [Fact]
    public async Task Who_only_typed_an_address_has_not_proven_it_though_the_customers_are_one_by_now()
    {
        await Resolution(_desk.Replies.Store).ResolveAsync([_desk.Message("Мой номер 8 926 000-00-00", "dl_eve")], default);
        await _desk.SayAsync("И ещё 8 916 123-45-67", "dl_eve");
        await _desk.SayAsync("Где мой заказ?", "dl_eve");
        await _desk.SayAsync("8 926 000-00-00", "dl_eve");

        Assert.DoesNotContain(_desk.Replies.Arrived, static message => message.To.StartsWith('+'));
    }

    [Fact]
    public async Task A_proven_address_of_ones_own_tells_nothing_of_another_who_became_one_customer_by_a_claim()
    {
        await Resolution(_desk.Replies.Store).ResolveAsync([Sms(2, "+79260000000")], default);
        await _desk.SayAsync("Я Анна, 8 916 123-45-67", "dl_eve");
        await _desk.SayAsync("Где мой заказ?", "dl_eve");
        await _desk.SayAsync("8 926 000-00-00", "dl_eve");

        var said = await _desk.SayAsync(SentCode(), "dl_eve");

        Assert.DoesNotContain(said, static text => text.Contains(Secret, StringComparison.Ordinal));
        Assert.Contains("ничего не вижу", said[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_gets_a_flood_of_codes()
    {
        for (var conversation = 0; conversation < 10; conversation++)
        {
            await _desk.SayAsync("Где мой заказ?", $"dl_{conversation}");
            await _desk.SayAsync("8 916 123-45-67", $"dl_{conversation}");
        }

        Assert.Equal(5, _desk.Replies.Arrived.Count(static message => message.To.StartsWith('+')));
    }

    [Fact]
    public async Task A_code_that_was_not_sent_opens_nothing_though_it_be_guessed_in_the_hundredth_conversation()
    {
        for (var conversation = 0; conversation < 10; conversation++)
        {
            await _desk.SayAsync("Где мой заказ?", $"dl_{conversation}");
            await _desk.SayAsync("8 916 123-45-67", $"dl_{conversation}");
        }

        var last = _desk.Dialogues.All.Single(static dialogue => dialogue.Id == Omni.Functions.Bot.Dialogue.IdOf("bot", "omni-bot", "dl_9"));
        var guessed = _desk.Codes.For(last.Id, last.Proof!.AskedIn!); // It was asked for.

        Assert.Contains("не подходит", Assert.Single(await _desk.SayAsync(guessed, "dl_9")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_stands_in_the_profile_is_not_said_to_whoever_claims_to_be_that_person()
    {
        var said = await _desk.SayAsync("Привет, мой телефон 8 916 123-45-67", "dl_eve");

        Assert.DoesNotContain(said, static text => text.Contains("Смирнова", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_a_conversation_of_several_people_a_proof_is_of_whoever_gave_it()
    {
        await AskAsync();
        Assert.Contains(Secret, (await _desk.SayAsync(SentCode()))[^1], StringComparison.Ordinal);

        Assert.Contains("пришлю туда код", Assert.Single(await SayAsBorisAsync("Где мой заказ?")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_that_one_asked_for_is_not_anothers_to_say()
    {
        await AskAsync();

        Assert.DoesNotContain(await SayAsBorisAsync(SentCode()), text => text.Contains(Secret, StringComparison.Ordinal));
        Assert.Null(_desk.Dialogue.Proven);
    }

    /// <summary>In Anna's conversation.</summary>
    private async Task<IReadOnlyList<string>> SayAsBorisAsync(string text)
    {
        _desk.Replies.Clock.Advance(TimeSpan.FromSeconds(10));
        var before = _desk.Replies.Arrived.Count;
        await _desk.TakeAsync(_desk.Message(text, "dl_boris") with { Thread = "dl_anna", ReplyTo = "https://channel.example/v3/conversations/dl_anna#dl_boris" });
        await _desk.Replies.WorkAsync();
        return [.. _desk.Replies.Arrived.Skip(before).Select(static message => message.Text)];
    }

    private async Task AskAsync()
    {
        await _desk.SayAsync("Где мой заказ?");
        await _desk.SayAsync("8 916 123-45-67");
    }

    private string SentCode() => new([.. _desk.Replies.Arrived.Last(static message => message.To.StartsWith('+')).Text.Where(char.IsAsciiDigit)]);

    /// <summary>Anna has written an SMS, and the business's delivery has written of her order.</summary>
    private Task MeetAnnaAsync() => Resolution(_desk.Replies.Store).ResolveAsync(
        [Sms(1, AnnasPhone), Contact(1001) with { Kind = ContactKind.Event, Text = Secret, From = new ContactSender { Identities = [new Identity(IdentityKind.Phone, AnnasPhone, Trust.Claimed)], DisplayName = "Анна Смирнова" } }], default);

    private static Contact Sms(int number, string phone) => Contact(number) with { Channel = "sms", From = new ContactSender { Identities = [new Identity(IdentityKind.Phone, phone, Trust.Verified)] }, ReplyTo = phone };
}
