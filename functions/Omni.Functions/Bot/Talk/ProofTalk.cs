using System.Security.Cryptography;
using System.Text;
using Omni.Functions.Bot.Topics;
using Omni.Functions.Contacts;

namespace Omni.Functions.Bot.Talk;

/// <summary>
/// Somebody proves to be a customer: they name an address, get a code there, and say it. Whether anybody is known at the address cannot be told from what the bot says. Pure.
/// </summary>
internal sealed class ProofTalk(Speech speech, BotOptions options)
{
    private const int MostTries = 3;
    private const int CodeLength = 6;
    private static readonly TimeSpan CodeLasts = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ProofLasts = TimeSpan.FromMinutes(30);

    public Thought Begin(Dialogue dialogue, Topic topic, Turn turn)
    {
        dialogue = dialogue with { Proof = new Proof(topic.Name) };
        return AddressIn(turn.Contact) is { } address ? Send(dialogue, dialogue.Proof, address, turn) : new Thought(dialogue) { Says = [speech.Of(BotTexts.AskAddress, dialogue.Language!)] }; // Set before anything else.
    }

    /// <returns>Null when it has failed for good.</returns>
    public Thought? Continue(Dialogue dialogue, Proof proof, Turn turn, Topic? topic)
    {
        if (topic is null)
            return null;
        if (AddressIn(turn.Contact) is { } address)
            return Send(dialogue, proof, address, turn);
        if (proof.AskedIn is null)
            return proof.Tries + 1 >= MostTries ? null : new Thought(dialogue with { Proof = proof with { Tries = proof.Tries + 1 } }) { Says = [speech.Of(BotTexts.WrongAddress, dialogue.Language!)] };
        if (!(proof.Until > turn.Now))
            return new Thought(dialogue with { Proof = new Proof(proof.Topic) }) { Says = [speech.Of(BotTexts.CodeOver, dialogue.Language!)] };
        return turn.Code is { } code && IsCode(turn.Text, code) && proof.Address is { } proven
            ? Answer(dialogue with { Proof = null, Misunderstood = 0, Proven = new ProvenAddress(proven, turn.Now + ProofLasts) }, topic, turn, proven)
            : proof.Tries + 1 >= MostTries
                ? new Thought(dialogue with { Proof = null }) { Says = [speech.Of(BotTexts.CodeOver, dialogue.Language!)] }
                : new Thought(dialogue with { Proof = proof with { Tries = proof.Tries + 1 } }) { Says = [speech.Of(BotTexts.WrongCode, dialogue.Language!)] };
    }

    private Thought Send(Dialogue dialogue, Proof proof, Identity address, Turn turn)
    {
        var lately = dialogue.CodesAt.Where(at => turn.Now - at < TimeSpan.FromHours(1)).ToList();
        if (lately.Count >= options.CodesPerHour)
            return new Thought(dialogue with { Proof = null }) { Says = [speech.Of(BotTexts.CodeOver, dialogue.Language!)] };
        return new Thought(dialogue with
        {
            Proof = new Proof(proof.Topic) { AskedIn = turn.Contact.Id, Address = address, AskedAt = turn.Now, Until = turn.Now + CodeLasts },
            CodesAt = [.. lately, turn.Now],
        })
        {
            Says = [speech.Of(BotTexts.CodeSent, dialogue.Language!)],
            CodeTo = address,
        };
    }

    private Thought Answer(Dialogue dialogue, Topic topic, Turn turn, Identity proven) => new(dialogue)
    {
        Says =
        [
            speech.Of(BotTexts.Verified, dialogue.Language!),
            .. topic.Answer is { } answer ? [new Saying(answer[dialogue.Language!]) { Values = Speech.ValuesOf(dialogue, turn), Private = proven }] : Array.Empty<Saying>(),
        ],
    };

    /// <summary>What was typed just now: what the channel shows, or was typed before, proves nothing of this.</summary>
    private static Identity? AddressIn(Contact contact) =>
        contact.From.Identities.FirstOrDefault(static identity => identity.Trust == Trust.Claimed && identity.Kind is IdentityKind.Phone or IdentityKind.Email);

    /// <summary>The same time for every wrong one.</summary>
    private static bool IsCode(string text, string code)
    {
        var digits = new string([.. text.Where(char.IsAsciiDigit).Take(CodeLength + 1)]);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(digits.PadRight(CodeLength + 1)), Encoding.ASCII.GetBytes(code.PadRight(CodeLength + 1)));
    }
}
