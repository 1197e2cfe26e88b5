using System.Text.Json;
using Omni.Functions.Contacts;
using Omni.Functions.Customers.Replaying;
using Omni.Functions.Customers.Suggestions;
using Omni.Functions.Tests.Crm;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers.Replaying;

/// <summary>
/// Invented histories of a few people who share values, change numbers, are in a CRM that corrects and merges records, and of whom somebody said
/// who is one and who is two. Several contacts share a moment. A seed makes one history.
/// </summary>
internal sealed class RandomHistory
{
    private static readonly string[] Kinds = ["phone", "phone", "email", "telegram_user_id", "vk_user_id", "wa_bsuid"];

    private readonly Random _random;

    private RandomHistory(int seed) => _random = new Random(seed);

    public static History Of(int seed) => new RandomHistory(seed).Next();

    /// <summary>The contacts alone, of which nobody said anything.</summary>
    public static IReadOnlyList<Contact> ContactsOf(int seed) => new RandomHistory(seed).NextContacts();

    /// <summary>The same history in another order, with copies of some of its contacts.</summary>
    public static History Shuffled(History history, int seed)
    {
        var random = new Random(seed);
        var entries = history.Entries.Concat(history.Entries.Where(_ => random.Next(3) == 0)).Concat(history.Entries.Where(_ => random.Next(8) == 0)).ToArray();
        var decisions = history.Decisions.Concat(history.Decisions.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(entries);
        random.Shuffle(decisions);
        return history with { Entries = entries, Decisions = decisions };
    }

    private History Next()
    {
        var customers = Enumerable.Range(0, 6).Select(number => new string((char)('1' + number), 32)).ToArray();
        HistoryEntry[] entries = [.. NextContacts().Select(contact => new HistoryEntry(customers[_random.Next(customers.Length)], contact))];
        return new History
        {
            Entries = entries,
            MergedInto = customers.Skip(1).Where(_ => _random.Next(3) == 0).ToDictionary(static id => id, id => customers[_random.Next(id[0] - '1')]),
            Decisions = [.. Enumerable.Range(0, _random.Next(4)).Select(_ => NextDecision(customers)).OfType<CustomerPair>().DistinctBy(static pair => pair.Id)],
        };
    }

    private CustomerPair? NextDecision(string[] customers)
    {
        var (one, other) = (customers[_random.Next(customers.Length)], customers[_random.Next(customers.Length)]);
        return one == other ? null : CustomerPair.Of(one, other, Chance(2) ? PairState.Apart : PairState.Joined, 1, [], Morning) with
        {
            DecidedAt = Morning.AddMinutes(_random.Next(20)),
        };
    }

    private List<Contact> NextContacts() => [.. Enumerable.Range(0, 4 + _random.Next(36)).Select(number => Chance(4) ? Change(number) : Human(number))];

    private Contact Human(int number)
    {
        var contact = Contact(number);
        var identities = Enumerable.Range(0, _random.Next(4)).Select(_ => NextIdentity()).DistinctBy(static identity => identity.Key).ToArray();
        return contact with
        {
            From = contact.From with { Identities = Chance(12) ? NumberChange() : identities },
            OccurredAt = Morning.AddMinutes(_random.Next(20)),
            Extras = contact.Kind == ContactKind.Form ? new Dictionary<string, JsonElement> { ["city"] = JsonSerializer.SerializeToElement($"City {number % 4}") } : contact.Extras,
            Raw = JsonSerializer.SerializeToElement(number),
        };
    }

    private Identity NextIdentity()
    {
        var kind = Kinds[_random.Next(Kinds.Length)];
        var value = kind switch
        {
            "phone" => $"+7495123450{_random.Next(7)}",
            "email" => Chance(6) ? "info@example.org" : $"{_random.Next(7)}@example.org",
            _ => $"{_random.Next(5)}",
        };

        // As another day's rules may have left it.
        return new Identity(kind, value, (Trust)_random.Next(3)) { IsApart = Chance(5), Standing = Chance(9) ? IdentityStanding.Shared : IdentityStanding.Joins };
    }

    private Identity[] NumberChange() =>
    [
        new("phone", $"+7495123450{_random.Next(3)}", Trust.Verified),
        new("phone", $"+7495123450{3 + _random.Next(3)}", Trust.Verified) { IsEnded = true },
    ];

    private Contact Change(int number)
    {
        var record = $"{_random.Next(4)}";
        var phone = $"+7495123450{_random.Next(7)}";
        var change = _random.Next(4) switch
        {
            0 => Changes.Change(number, record).Merging($"{_random.Next(4)}"),
            1 => Changes.Change(number, record, CrmAction.Deleted),
            _ => Changes.Change(number, record, CrmAction.Updated, ("phone", phone), ("city", $"City {number % 3}")).WithPhone(phone),
        };
        return CrmFact.Of(change with { OccurredAt = Morning.AddMinutes(_random.Next(20)) });
    }

    private bool Chance(int of) => _random.Next(of) == 0;
}
