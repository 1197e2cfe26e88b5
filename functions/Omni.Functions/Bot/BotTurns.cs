using Omni.Functions.Bot.HandOffs;
using Omni.Functions.Bot.Talk;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Bot;

/// <summary>
/// Takes one message after the other: thinks about each once, keeps what follows with the dialogue, and then does it. Whoever dies in between leaves what is to be done to the next delivery.
/// </summary>
public sealed class BotTurns(IDialogueStore dialogues, ContactResolution resolution, IBrain brain, BotVoice voice, TurnDeeds deeds)
{
    /// <param name="contact">Inbound.</param>
    /// <param name="surroundings">The hour, and whether people are at work.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreUnavailableException">Not everything is done; taking it again is right.</exception>
    public async Task TakeAsync(Contact contact, Surroundings surroundings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(contact);
        ArgumentNullException.ThrowIfNull(surroundings);
        while (true)
        {
            var dialogue = await dialogues.FindAsync(Dialogue.IdOf(contact), cancellation) ?? new Dialogue { Id = Dialogue.IdOf(contact) };
            var isHeard = dialogue.Heard.Contains(contact.Id);
            var thought = isHeard ? dialogue : await dialogues.KeepAsync(await ThinkAsync(dialogue, contact, surroundings, cancellation), cancellation);
            if (thought is null)
                continue;
            if (thought.Outcome is not { } outcome || outcome.ContactId != contact.Id)
                return;

            // Those who look for customers have it by now, as a rule: to be first would be to be their rival.
            await resolution.ResolveAsync([contact], cancellation);
            await deeds.DoAsync(contact, thought, outcome, surroundings.Now, cancellation);
            return;
        }
    }

    private async Task<Dialogue> ThinkAsync(Dialogue dialogue, Contact contact, Surroundings surroundings, CancellationToken cancellation)
    {
        if (dialogue.SilentFor is not null)
            return dialogue.Hear(contact.Id, TurnOutcome.Nothing(contact.Id));
        dialogue = dialogue.For(contact);
        var turn = new Turn { Contact = contact, Now = surroundings.Now, IsDeskOpen = surroundings.IsDeskOpen, Code = await deeds.CodeOfAsync(dialogue, cancellation) };
        var thought = await brain.ThinkAsync(dialogue, turn, cancellation);
        var says = new List<Said>();
        foreach (var saying in thought.Says)
            says.Add(await voice.SayAsync(saying, thought.Next.Language ?? "ru", cancellation));
        var next = thought.HandOff is { IsSilent: true } ? thought.Next with { SilentFor = HandOffDocument.IdOf(contact) } : thought.Next;
        return next.Hear(contact.Id, new TurnOutcome { ContactId = contact.Id, Says = says, HandOff = thought.HandOff, CodeTo = thought.CodeTo });
    }
}

/// <param name="Now">When.</param>
/// <param name="IsDeskOpen">Whether people are at work.</param>
public sealed record Surroundings(DateTimeOffset Now, bool IsDeskOpen);
