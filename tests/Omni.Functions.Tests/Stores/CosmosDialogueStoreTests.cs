using Omni.Functions.Bot;
using Omni.Functions.Bot.HandOffs;
using Omni.Functions.Contacts;
using Omni.Functions.Stores;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Stores;

/// <summary>The adapter through the real SDK.</summary>
public sealed class CosmosDialogueStoreTests : IAsyncLifetime
{
    private LocalCosmos _cosmos = null!; // Set before each test.
    private CosmosDialogueStore _store = null!; // As above.

    public async Task InitializeAsync()
    {
        _cosmos = await LocalCosmos.StartAsync();
        _store = new CosmosDialogueStore(_cosmos.Containers);
    }

    public async Task DisposeAsync() => await _cosmos.DisposeAsync();

    [Fact]
    public async Task A_dialogue_is_kept_with_all_it_knows()
    {
        var dialogue = new Dialogue
        {
            Id = ContactId.From("bot", "b", "1"),
            Language = "ru",
            Form = new FormState("return", "order", 1),
            Proof = new Proof("order-status") { AskedIn = "c1", Address = new Identity("phone", "+79161234567", Trust.Claimed), Until = Morning },
            Facts = new Dictionary<string, string> { ["order"] = "4711" },
        }.Hear("c1", new TurnOutcome { ContactId = "c1", Says = [new Said("Привет") { Choices = ["Доставка"] }], HandOff = new HandOffWish(HandOffReason.Asked, "support", null, true) });

        var kept = await _store.KeepAsync(dialogue, default);
        var read = await ((IDialogueStore)_store).FindAsync(dialogue.Id, default);

        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(kept), System.Text.Json.JsonSerializer.Serialize(read));
        Assert.Null(await ((IDialogueStore)_store).FindAsync(ContactId.From("bot", "b", "2"), default));
    }

    [Fact]
    public async Task Of_two_who_replace_a_dialogue_one_is_told_that_the_other_was_first()
    {
        var kept = await _store.KeepAsync(new Dialogue { Id = ContactId.From("bot", "b", "1") }, default);

        Assert.NotNull(await _store.KeepAsync(kept! with { Misunderstood = 1 }, default));
        Assert.Null(await _store.KeepAsync(kept with { Misunderstood = 2 }, default));
        Assert.Null(await _store.KeepAsync(new Dialogue { Id = kept.Id }, default));
    }

    [Fact]
    public async Task Hand_offs_are_listed_by_their_state_the_oldest_first()
    {
        var (later, earlier) = (Ticket("a", Morning.AddMinutes(1)), Ticket("b", Morning));
        foreach (var ticket in new[] { later, earlier })
            Assert.NotNull(await _store.KeepAsync(ticket, default));
        var accepted = await _store.KeepAsync(Ticket("c", Morning), default);
        await _store.KeepAsync(accepted! with { HandOff = accepted.HandOff with { State = HandOffState.Accepted } }, default);
        await _store.KeepAsync(new Dialogue { Id = ContactId.From("bot", "b", "1") }, default);

        Assert.Equal([earlier.Id, later.Id], (await _store.ListAsync(HandOffState.Requested, 10, default)).Select(static ticket => ticket.Id));
        Assert.Equal([accepted.Id], (await _store.ListAsync(HandOffState.Accepted, 10, default)).Select(static ticket => ticket.Id));
        Assert.Single(await _store.ListAsync(HandOffState.Requested, 1, default));
    }

    private static HandOffTicket Ticket(string name, DateTimeOffset at)
    {
        var handOff = new HandOff { Reason = HandOffReason.Asked, Department = "support", Language = "ru", ContactId = name };
        var contact = Contact(1, "vk:1") with { Id = ContactId.From("bot", "b", name), Kind = ContactKind.HandOff, HandOff = handOff, OccurredAt = at };
        return new HandOffTicket { Id = contact.Id, Contact = contact, HandOff = handOff };
    }
}
