using Omni.Functions.Contacts;
using Omni.Functions.Tests.Crm;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers;

/// <summary>Invented histories of few people, each the same for the same seed.</summary>
internal static class Histories
{
    private const int Minutes = 60;
    private const int Changed = 30;

    private static readonly string[] Trusts = ["claimed", "asserted", "verified"];

    /// <summary>
    /// Nothing contradicts: everybody has values of their own, within the limits. Some change their number, and nobody writes from the old one
    /// after that, or from the new one before.
    /// </summary>
    public static Contact[] Harmless(int seed)
    {
        var random = new Random(seed);
        var people = Enumerable.Range(0, random.Next(2, 5)).ToDictionary(static person => person, _ => random.Next(3) == 0);
        var contacts = Enumerable.Range(0, random.Next(10, 31)).Select(number => OfPerson(number, random.Next(people.Count), people, random)).ToList();
        contacts.AddRange(people.Where(static person => person.Value)
            .Select(static person => Change(Changed, PhoneOf(person.Key, 0), PhoneOf(person.Key, 1)) with { Id = ContactId.From("test", "desk", $"notice {person.Key}") }));
        return [.. contacts];
    }

    /// <summary>Everything contradicts: values go from hand to hand, clocks are wrong, records of a CRM are corrected, merged and deleted.</summary>
    public static Contact[] Hostile(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, random.Next(10, 31)).Select(number => Any(number, random))];
    }

    private static Contact OfPerson(int number, int person, Dictionary<int, bool> people, Random random)
    {
        var minute = random.Next(1, Minutes);
        string[] own = [$"telegram_user_id:{person}", $"email:{person}@example.org", $"viber_user_id:{person}", PhoneOf(person, people[person] && minute >= Changed ? 1 : 0)];
        if (random.Next(5) == 0)
            return Of(CrmFact.Of(Changes.Change(number, $"{person}", CrmAction.Updated, ("city", $"City {number}"))), number, minute, random, own[1]);
        return Of(Contact(number), number, minute, random, [.. own.Where(_ => random.Next(2) == 0).DefaultIfEmpty(own[0])]);
    }

    private static Contact Any(int number, Random random)
    {
        var minute = random.Next(20) == 0 ? random.Next(2) == 0 ? -29_000_000 : 38_000_000 : random.Next(1, Minutes);
        var pool = PoolOf(random);
        switch (random.Next(8))
        {
            case 0:
                var record = Changes.Change(number, $"{random.Next(3)}", (CrmAction)random.Next(5), ("phone", $"+7495000000{random.Next(7)}"));
                record = record with { OccurredAt = Morning.AddMinutes(minute) };
                record = random.Next(3) == 0 ? record.Merging($"{(int.Parse(record.EntityId, null) + 1) % 3}") : record.WithPhone(record.Attributes["phone"]!);
                return CrmFact.Of(record);
            case 1:
                return Change(minute, $"phone:+7495000000{random.Next(7)}", $"phone:+7495000000{random.Next(7)}") with { Id = ContactId.From("test", "desk", $"{number}") };
            case 2:
                return GivingUp(minute, pool[0]) with { Id = ContactId.From("test", "desk", $"{number}") };
            default:
                return Of(Contact(number), number, minute, random, [.. pool.Take(random.Next(1, 4)).Distinct()]);
        }
    }

    private static string[] PoolOf(Random random)
    {
        string[] pool =
        [
            $"telegram_user_id:{random.Next(3)}", $"vk_user_id:{random.Next(2)}", $"viber_user_id:{random.Next(12)}", $"phone:+7495000000{random.Next(7)}",
            $"phone:+7495000000{random.Next(7)}", $"email:{random.Next(7)}@example.org", $"email:{random.Next(7)}@example.org",
        ];
        random.Shuffle(pool);
        return pool;
    }

    private static Contact Of(Contact contact, int number, int minute, Random random, params string[] keys)
    {
        var told = Telling(number, [.. keys.Select(key => $"{Trusts[random.Next(3)]} {key}")]).From.Identities;
        var at = Morning.AddMinutes(minute);
        return contact with
        {
            From = contact.From with { Identities = contact.Change is null ? told : [.. contact.From.Identities, .. told] },
            OccurredAt = at,
            Change = contact.Change is { } change ? change with { OccurredAt = at } : null,
        };
    }

    private static string PhoneOf(int person, int which) => $"phone:+7495{person:D4}00{which}";
}
