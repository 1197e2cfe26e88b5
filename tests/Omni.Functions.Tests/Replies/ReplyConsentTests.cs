using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Replies;

/// <summary>Who is written to, who is not, and when. Two in the afternoon in Moscow unless said otherwise.</summary>
public sealed class ReplyConsentTests
{
    private const string Anna = "phone:+74951234567";
    private const string Offer = """{"text":"20 % off","purpose":"marketing","idempotencyKey":"offer"}""";

    private readonly ReplyDesk _desk = new();

    public ReplyConsentTests() => _desk.Clock.SetUtcNow(new DateTimeOffset(_desk.Clock.GetUtcNow().Date.AddHours(11), TimeSpan.Zero));

    [Fact]
    public async Task An_offer_needs_a_consent_for_its_channel()
    {
        var customer = await HearAsync(Written(1));
        Assert.Equal((409, "noConsent"), await AskAsync(customer, Offer));

        await HearAsync(Said(2, "email", ConsentPurpose.Marketing, given: true), Said(3, "message", ConsentPurpose.Service, given: true));
        Assert.Equal((409, "noConsent"), await AskAsync(customer, Offer));

        await HearAsync(Said(4, "message", ConsentPurpose.Marketing, given: true));
        Assert.Equal((202, null), await AskAsync(customer, Offer));
        await _desk.WorkAsync();
        Assert.Equal("20 % off", Assert.Single(_desk.Arrived).Text);
    }

    [Fact]
    public async Task The_word_of_the_customer_counts_and_the_last_one()
    {
        var customer = await HearAsync(Written(1, "START"));
        Assert.Equal((202, null), await AskAsync(customer, Offer));

        await HearAsync(Written(2, "Стоп."));
        Assert.Equal((409, "noConsent"), await AskAsync(customer, Offer.Replace("offer", "another", StringComparison.Ordinal)));
        Assert.Equal((409, "optedOut"), await AskAsync(customer, """{"text":"Tomorrow at nine.","idempotencyKey":"service"}"""));
    }

    [Fact]
    public async Task Who_said_stop_and_writes_again_is_answered_and_gets_no_offers()
    {
        var customer = await HearAsync(Written(1, "START"), Written(2, "STOP"), Written(3, "Where is my wardrobe?"));

        Assert.Equal((202, null), await AskAsync(customer, """{"text":"On its way.","idempotencyKey":"service"}"""));
        Assert.Equal((409, "noConsent"), await AskAsync(customer, Offer));
    }

    [Fact]
    public async Task Who_says_stop_before_it_is_sent_gets_nothing()
    {
        var customer = await HearAsync(Written(1, "START"));
        await AskAsync(customer, Offer);
        await AskAsync(customer, """{"text":"Tomorrow at nine.","idempotencyKey":"service"}""");

        await HearAsync(Said(180, "message", ConsentPurpose.Marketing, given: false, Said(180, "message", ConsentPurpose.Service, given: false)));
        await _desk.WorkAsync();

        Assert.Empty(_desk.Arrived);
        Assert.Equal(["noConsent", "optedOut"], _desk.Ledger.All.Select(static reply => reply.Delivery.Reason).Order());
        Assert.All(_desk.Ledger.All, reply => Assert.Equal(DeliveryState.Failed, _desk.EntryOf(reply.Id)?.Delivery?.State));
    }

    [Theory]
    [InlineData(17, 59, null)]
    [InlineData(18, 0, "06:00")]
    [InlineData(23, 30, "06:00")]
    [InlineData(5, 59, "06:00")]
    [InlineData(6, 0, null)]
    public async Task Nobody_gets_offers_at_night(int hour, int minute, string? notBefore)
    {
        var customer = await HearAsync(Written(1, "START"));
        _desk.Clock.SetUtcNow(new DateTimeOffset(_desk.Clock.GetUtcNow().Date.AddDays(1).AddHours(hour).AddMinutes(minute), TimeSpan.Zero));

        var (status, answer) = await _desk.AskAsync(customer, Offer);

        Assert.Equal(notBefore is null ? 202 : 409, status);
        if (notBefore is not null)
        {
            Assert.Equal("quietHours", answer.GetProperty("code").GetString());
            Assert.Equal(notBefore, answer.GetProperty("notBefore").GetDateTimeOffset().ToString("HH:mm", null));
        }
    }

    [Fact]
    public async Task An_offer_that_is_late_waits_for_the_morning()
    {
        var customer = await HearAsync(Written(1, "START"));
        _desk.Clock.SetUtcNow(new DateTimeOffset(_desk.Clock.GetUtcNow().Date.AddHours(17).AddMinutes(59), TimeSpan.Zero));
        await AskAsync(customer, Offer);
        _desk.Clock.Advance(TimeSpan.FromMinutes(2));

        await _desk.WorkAsync();

        Assert.Single(_desk.Arrived);
        Assert.Equal(new TimeSpan(6, 0, 0), _desk.Clock.GetUtcNow().TimeOfDay);
    }

    [Fact]
    public async Task Two_offers_a_week_are_enough()
    {
        var customer = await HearAsync(Written(1, "START"));
        Assert.Equal((202, null), await AskAsync(customer, Offer.Replace("offer", "1", StringComparison.Ordinal)));
        Assert.Equal((202, null), await AskAsync(customer, Offer.Replace("offer", "2", StringComparison.Ordinal)));
        Assert.Equal((409, "tooOften"), await AskAsync(customer, Offer.Replace("offer", "3", StringComparison.Ordinal)));

        await _desk.WorkAsync();
        _desk.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal((202, null), await AskAsync(customer, Offer.Replace("offer", "4", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Rivals_do_not_send_more_offers_than_are_enough()
    {
        var customer = await HearAsync(Written(1, "START"));

        // All of them ask before any of them is on the timeline.
        _desk.Manners = _desk.Manners with { MarketingPerWeek = 100 };
        await Task.WhenAll(Enumerable.Range(0, 10).Select(number => AskAsync(customer, Offer.Replace("offer", $"rival {number}", StringComparison.Ordinal))));
        _desk.Manners = _desk.Manners with { MarketingPerWeek = 2 };
        await _desk.WorkAsync();

        Assert.Equal(2, _desk.Arrived.Count);
        Assert.Equal(8, _desk.Ledger.All.Count(static reply => reply.Delivery.Reason == "tooOften"));
    }

    [Fact]
    public async Task A_conversation_of_last_year_is_over()
    {
        var customer = await HearAsync(Written(1));
        _desk.Clock.Advance(TimeSpan.FromDays(91));
        Assert.Equal((409, "conversationClosed"), await AskAsync(customer, """{"text":"Still there?","idempotencyKey":"k"}"""));

        await HearAsync(Written(91 * 24 * 60));
        Assert.Equal((202, null), await AskAsync(customer, $$"""{"text":"Still there?","idempotencyKey":"k","inReplyTo":"{{Contact(1).Id}}"}"""));
    }

    /// <param name="minute">After nine in the morning of that day.</param>
    /// <param name="text">What the customer wrote.</param>
    private static Contact Written(int minute, string text = "Hello") =>
        OptOutWords.Read(Contact(minute, Anna) with { Direction = "inbound", Kind = ContactKind.Message, Provider = "test", Channel = "message", ReplyTo = "74951234567", Text = text, OccurredAt = Morning.AddMinutes(minute) });

    private static Contact Said(int minute, string channel, ConsentPurpose purpose, bool given, Contact? and = null) => Contact(minute, Anna) with
    {
        Kind = ContactKind.Consent,
        OccurredAt = Morning.AddMinutes(minute),
        Consents = [new Consent(channel, purpose, given), .. and?.Consents ?? []],
    };

    private async Task<string> HearAsync(params Contact[] contacts)
    {
        await Resolution(_desk.Store).ResolveAsync([.. contacts], default);
        return Assert.Single(_desk.Store.Profiles).Id;
    }

    private async Task<(int Status, string? Code)> AskAsync(string customer, string body)
    {
        var (status, answer) = await _desk.AskAsync(customer, body);
        return (status, answer.TryGetProperty("code", out var code) ? code.GetString() : null);
    }
}
