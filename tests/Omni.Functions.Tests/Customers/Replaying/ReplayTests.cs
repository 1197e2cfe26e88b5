using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Replaying;
using Omni.Functions.Customers.Suggestions;
using Omni.Functions.Tests.Crm;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers.Replaying;

/// <summary>What is judged anew, and what people said, which holds.</summary>
public sealed class ReplayTests
{
    private const string Phone = "phone:+74951234567";
    private const string Email = "email:anna@example.org";

    private static readonly string Anna = new('a', 32);
    private static readonly string Boris = new('b', 32);

    [Fact]
    public void What_an_earlier_day_judged_is_judged_anew()
    {
        var marked = Telling(2, $"verified {Phone}", $"verified {Email}");
        marked = marked with { From = marked.From with { Identities = [.. marked.From.Identities.Select(static identity => identity with { IsApart = true, Standing = IdentityStanding.Blocked })] } };

        var replayed = Replay((Anna, Telling(1, $"verified {Phone}")), (Boris, marked), (Boris, Telling(3, $"verified {Email}")));

        Assert.Equal(3, Assert.Single(replayed.Customers).Profile.ContactCount);
    }

    [Fact]
    public void A_value_that_is_on_a_list_of_today_joins_no_more()
    {
        var options = UsualOptions with { Identities = IdentityOptions.From(static name => name == "Blocked" ? Phone : null, []) };

        var replayed = ReplayRules.Replay(HistoryOf((Anna, Telling(1, $"verified {Phone}")), (Anna, Telling(2, $"verified {Phone}"))), options);

        Assert.Equal([1, 1], replayed.Customers.Select(static customer => customer.Profile.ContactCount));
    }

    [Fact]
    public void That_a_number_changed_hands_stays_as_the_channel_said_it()
    {
        var notice = Telling(10, "verified phone:+447700900789", "verified phone:+447700900123");
        notice = notice with { From = notice.From with { Identities = [notice.From.Identities[0], notice.From.Identities[1] with { IsEnded = true }] } };

        var replayed = Replay(
            (Anna, Telling(20, "verified phone:+447700900123")), (Anna, notice), (Anna, Telling(1, "verified phone:+447700900123")), (Anna, Telling(21, "verified phone:+447700900789")));

        Assert.Equal([3, 1], replayed.Customers.Select(static customer => customer.Profile.ContactCount));
    }

    [Fact]
    public void What_a_correction_in_a_CRM_ended_is_found_out_anew()
    {
        var before = CrmFact.Of(Record(1, "+74951111111"));
        var after = CrmFact.Of(Record(2, "+74952222222"));
        var ended = after with { From = after.From with { Identities = [.. after.From.Identities, new("phone", "+74951111111", Trust.Claimed) { IsEnded = true }] } };
        var writer = Telling(20, "verified phone:+74951111111");

        Assert.Equal(2, Replay((Anna, before), (Anna, ended), (Boris, writer)).Customers.Count);
        Assert.Equal(2, Replay((Anna, before), (Anna, after), (Boris, writer)).Customers.Count);
        Assert.DoesNotContain(Assert.Single(Replay((Anna, ended)).Customers).Profile.Identities, static identity => identity.EndedAt is not null);
    }

    [Fact]
    public void Whom_somebody_joined_by_hand_is_one_customer_in_the_replay()
    {
        var history = HistoryOf((Anna, Telling(1, $"verified {Phone}")), (Boris, Telling(2, $"verified {Email}")), (Anna, Telling(30, $"verified {Email}")));

        Assert.Equal(2, ReplayRules.Replay(history, UsualOptions).Customers.Count);
        Assert.Equal(3, Assert.Single(ReplayRules.Replay(Said(history, PairState.Joined), UsualOptions).Customers).Profile.ContactCount);
    }

    [Fact]
    public void Whom_somebody_keeps_apart_is_not_joined_by_the_contact_that_joined_them_before()
    {
        var history = HistoryOf(
            (Anna, Telling(1, "verified telegram_user_id:1")), (Boris, Telling(2, $"verified {Phone}")), (Anna, Telling(3, "verified telegram_user_id:1", $"verified {Phone}")));

        Assert.Single(ReplayRules.Replay(history, UsualOptions).Customers);
        Assert.Equal([2, 1], ReplayRules.Replay(Said(history, PairState.Apart), UsualOptions).Customers.Select(static customer => customer.Profile.ContactCount));
    }

    [Fact]
    public void Whom_somebody_keeps_apart_is_not_joined_where_the_contact_that_tied_them_was_the_first()
    {
        var history = HistoryOf(
            (Anna, Telling(1, "verified telegram_user_id:1", $"verified {Phone}")),
            (Boris, Telling(2, "verified vk_user_id:2", $"verified {Phone}")),
            (Boris, Telling(3, $"verified {Phone}")),
            (Anna, Telling(4, "verified telegram_user_id:1")),
            (Anna, Telling(5, "verified telegram_user_id:1", $"claimed {Phone}")));

        Assert.Single(ReplayRules.Replay(history, UsualOptions).Customers);
        var replayed = ReplayRules.Replay(Said(history, PairState.Apart), UsualOptions);
        Assert.Equal([Anna, Boris], replayed.Customers.Select(static customer => Assert.Single(customer.Entries.Select(static entry => entry.CustomerId).Distinct())));
    }

    [Fact]
    public void Verified_evidence_after_that_joins_them_as_it_does_in_the_app()
    {
        var history = HistoryOf(
            (Anna, Telling(1, "verified telegram_user_id:1")), (Boris, Telling(2, $"verified {Phone}")), (Anna, Telling(60, "verified telegram_user_id:1", $"verified {Phone}")));

        Assert.Single(ReplayRules.Replay(Said(history, PairState.Apart), UsualOptions).Customers);
    }

    [Fact]
    public void What_joined_them_that_way_before_does_so_again()
    {
        var history = HistoryOf(
            (Anna, Telling(1, "verified telegram_user_id:1")), (Boris, Telling(2, $"verified {Phone}")), (Anna, Telling(60, "verified telegram_user_id:1", $"verified {Phone}")), (Anna, Telling(61, $"verified {Phone}")));

        Assert.Single(ReplayRules.Replay(Said(history, PairState.Apart) with { MergedInto = new Dictionary<string, string> { [Boris] = Anna } }, UsualOptions).Customers);
    }

    [Fact]
    public void A_contact_with_news_of_its_call_is_one()
    {
        var ring = Telling(1, $"verified {Phone}") with { Kind = ContactKind.Call };
        var news = ring with { Revision = "completed", From = new ContactSender { Identities = [] } };

        Assert.Equal(1, Assert.Single(Replay((Anna, news), (Anna, ring), (Anna, news)).Customers).Profile.ContactCount);
    }

    [Fact]
    public void Who_contradicts_is_suggested()
    {
        var replayed = Replay(
            (Anna, Telling(1, "verified telegram_user_id:1", $"verified {Phone}")), (Anna, Telling(2, "verified telegram_user_id:2", $"claimed {Phone}")));

        var pair = Assert.Single(replayed.Suggestions);
        Assert.All(replayed.Customers, customer => Assert.True(pair.Has(customer.Id)));
    }

    private static CrmChange Record(int number, string phone) => Changes.Change(number, "5501", CrmAction.Updated, ("phone", phone)).WithPhone(phone) with
    {
        OccurredAt = Morning.AddMinutes(number),
    };

    private static History Said(History history, PairState state) =>
        history with { Decisions = [CustomerPair.Of(Anna, Boris, state, 1, [], Morning) with { DecidedAt = Morning.AddMinutes(20) }] };

    private static ReplayedHistory Replay(params (string CustomerId, Contact Contact)[] entries) => ReplayRules.Replay(HistoryOf(entries), UsualOptions);

    private static History HistoryOf(params (string CustomerId, Contact Contact)[] entries) =>
        new() { Entries = [.. entries.Select(static entry => new HistoryEntry(entry.CustomerId, entry.Contact))] };
}
