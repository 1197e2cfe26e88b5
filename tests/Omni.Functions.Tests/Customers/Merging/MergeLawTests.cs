using FsCheck.Xunit;
using Omni.Functions.Contacts;
using Omni.Functions.Customers.Merging;
using Omni.Functions.Tests.Crm;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers.Merging;

/// <summary>Histories of a few people with changes in CRMs, shared values and earlier merges, of which the seed is the story.</summary>
public sealed class MergeLawTests
{
    private const int Persons = 5;

    [Property(MaxTest = 1000)]
    public async Task A_merge_and_its_undo_leave_every_profile_byte_for_byte_as_it_was(int seed)
    {
        var random = new Random(seed);
        var desk = await BeforeAsync(random);
        if (TwoOf(desk, random) is not var (one, other))
            return;
        var (profiles, places, owners) = (desk.Profiles(), desk.Places(), desk.Owners());

        var mergeId = await desk.JoinAsync(one, other);
        Assert.NotEqual(profiles, desk.Profiles());
        Assert.IsType<Undone>(await desk.UndoAsync(mergeId));

        Assert.Equal(profiles, desk.Profiles());
        Assert.Equal(places, desk.Places());
        Assert.Equal(owners, desk.Owners());
    }

    [Property(MaxTest = 300)]
    public async Task What_came_between_a_merge_and_its_undo_is_where_it_would_be_without_them(int seed)
    {
        var (random, same) = (new Random(seed), new Random(seed));
        var (desk, never) = (await BeforeAsync(random), await BeforeAsync(same));
        if (TwoOf(desk, random) is not var (one, other))
            return;
        TwoOf(never, same);
        var since = Enumerable.Range(200, random.Next(12)).Select(number => Fact(number, random, isSince: true)).ToArray();

        var mergeId = await desk.JoinAsync(one, other);
        foreach (var batch in since.Chunk(1 + random.Next(3)))
            await desk.DeliverAsync(batch);
        Assert.IsType<Undone>(await desk.UndoAsync(mergeId));
        foreach (var contact in since)
            await never.DeliverAsync(contact);

        Assert.Equal(never.Profiles(), desk.Profiles());
        Assert.Equal(never.Places(), desk.Places());
        Assert.Equal(never.Owners(), desk.Owners());
    }

    private static async Task<Desk> BeforeAsync(Random random)
    {
        var desk = new Desk();
        var contacts = Enumerable.Range(0, random.Next(3, 40)).Select(number => Fact(number, random, isSince: false)).ToArray();
        await desk.DeliverEachAsync(contacts);
        for (var merges = random.Next(3); merges > 0; merges--)
        {
            if (TwoOf(desk, random) is var (one, other))
                await desk.JoinAsync(one, other);
        }

        return desk;
    }

    /// <summary>Null when fewer than two are alive.</summary>
    private static (string One, string Other)? TwoOf(Desk desk, Random random)
    {
        var living = desk.Store.Profiles.Where(profile => !profile.IsFrozen).Select(profile => profile.Id).Order(StringComparer.Ordinal).ToArray();
        if (living.Length < 2)
            return null;
        random.Shuffle(living);
        return (living[0], living[1]);
    }

    /// <summary>Something of one person. Since a merge it may bring a value that nobody had, before or behind one that is known.</summary>
    private static Contact Fact(int number, Random random, bool isSince)
    {
        var person = random.Next(Persons);
        var phone = $"phone:+7495000000{person}";
        var fresh = isSince ? $"email:{number}@example.org" : $"email:{person}@example.org";
        return random.Next(7) switch
        {
            0 => CrmFact.Of(Changes.Change(number, $"{person}", (CrmAction)random.Next(5), ("city", $"City {number}"), ("post", null)).WithPhone(phone["phone:".Length..])),
            1 => Contact(number, phone, fresh),
            2 => Contact(number, fresh, phone),
            3 => Contact(number, "email:info@example.com", phone),
            4 => Contact(number, phone) with { Kind = ContactKind.Call, Call = new CallState { DurationSeconds = number } },
            5 => Contact(number),
            _ => Contact(number, phone),
        };
    }
}
