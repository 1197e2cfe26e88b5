using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Evidence;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers;

public sealed class EvidenceChainTests
{
    private static readonly IdentityName _phone = new("phone", "+74951234567");
    private static readonly IdentityName _email = new("email", "anna@example.org");
    private static readonly IdentityName _telegram = new("telegram_user_id", "1");
    private static readonly IdentityName _viber = new("viber_user_id", "1");

    [Fact]
    public void Two_identities_of_one_contact_are_one_step_apart()
    {
        var step = Assert.Single(EvidenceChain.Between(_telegram, _phone, [EvidenceChain.Of(Telling(1, "verified telegram_user_id:1", "claimed phone:+74951234567"))])!);

        Assert.Equal((_telegram, _phone, Telling(1).Id, Trust.Claimed), (step.From, step.To, step.ContactId, step.Trust));
        Assert.Equal("On 2026-03-02 one contact over telegram came with the telegram_user_id and the phone; somebody typed one of them.", step.Words);
    }

    [Fact]
    public void The_shortest_way_is_taken_whatever_the_order_of_the_evidence()
    {
        EvidenceTie[] evidence =
        [
            EvidenceChain.Of(Telling(1, "verified telegram_user_id:1", "verified phone:+74951234567")),
            EvidenceChain.Of(Telling(2, "verified phone:+74951234567", "verified email:anna@example.org")),
            EvidenceChain.Of(Telling(3, "verified email:anna@example.org", "verified viber_user_id:1")),
            EvidenceChain.Of(Telling(4, "claimed telegram_user_id:1", "claimed email:anna@example.org")),
        ];

        foreach (var told in new[] { evidence, evidence.Reverse() })
        {
            var way = EvidenceChain.Between(_telegram, _viber, told)!;
            Assert.Equal([_telegram, _email], way.Select(static step => step.From));
            Assert.Equal([Telling(4).Id, Telling(3).Id], way.Select(static step => step.ContactId));
        }
    }

    [Fact]
    public void Of_ways_equally_long_the_better_vouched_for_is_taken()
    {
        var way = EvidenceChain.Between(_phone, _email,
        [
            EvidenceChain.Of(Telling(1, "claimed phone:+74951234567", "claimed email:anna@example.org")),
            EvidenceChain.Of(Telling(2, "verified phone:+74951234567", "asserted email:anna@example.org")),
        ])!;

        Assert.Equal((Telling(2).Id, Trust.Asserted), (Assert.Single(way).ContactId, way[0].Trust));
    }

    [Fact]
    public void A_decision_ties_one_side_with_the_other_and_tells_who_made_it()
    {
        var decision = EvidenceChain.Of("merge-1", "manual", [Known(_phone)], [Known(_email)], Morning) with { By = "olga", Reason = "She said so." };
        var way = EvidenceChain.Between(_telegram, _email, [EvidenceChain.Of(Telling(1, "verified telegram_user_id:1", "verified phone:+74951234567")), decision])!;

        Assert.Equal([_telegram, _phone], way.Select(static step => step.From));
        Assert.Equal(("manual", "olga", "She said so.", null), (way[1].Rule, way[1].By, way[1].Reason, way[1].ContactId));
        Assert.Equal("On 2026-03-02 olga decided that the customer with the phone and the one with the email are one person.", way[1].Words);
    }

    [Fact]
    public void A_decision_ties_nobody_of_the_same_side()
    {
        var decision = EvidenceChain.Of("merge-1", "manual", [Known(_phone), Known(_viber)], [Known(_email)], Morning);

        Assert.Equal([_phone, _email], EvidenceChain.Between(_phone, _viber, [decision])!.Select(static step => step.From));
    }

    [Fact]
    public void What_did_not_join_ties_nobody()
    {
        var contact = Telling(1, "verified telegram_user_id:1", "claimed phone:+74951234567");
        contact = contact with { From = contact.From with { Identities = [contact.From.Identities[0], contact.From.Identities[1] with { IsApart = true }] } };

        Assert.Null(EvidenceChain.Between(_telegram, _phone, [EvidenceChain.Of(contact)]));
        Assert.Empty(EvidenceChain.Between(_telegram, _telegram, [])!);
    }

    private static ProfileIdentity Known(IdentityName name) => new(name.Kind, name.Value, Trust.Verified, Morning, Morning);
}
