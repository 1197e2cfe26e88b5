using Omni.Functions.Contacts;
using Omni.Functions.Customers.Merging;

namespace Omni.Functions.Customers.Consents;

/// <summary>
/// Writes down what a person wants to be written. That is a fact on the timeline as a contact is, and goes the way contacts go: with the identity it was said of, so
/// that merges and their undoing carry it along.
/// </summary>
public sealed class ConsentRecording(ICustomerStore store, ContactResolution resolution, TimeProvider clock)
{
    /// <exception cref="RivalWritersException">Others kept changing the customer.</exception>
    public async Task<MergeOutcome> RecordAsync(string id, ConsentRequest asked, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (await LivingCustomer.FindAsync(store, id, cancellation) is not { } living)
            return new NoSuchCustomer();
        if (IdentityOn(asked.Channel ?? "", living) is not { } identity)
            return new Refused($"No identity leads to customer {living.Id}, so nobody can be asked by whom the wish is.");
        await resolution.ResolveAsync([Of(living.Id, identity, asked)], cancellation);
        return await LivingCustomer.FindAsync(store, living.Id, cancellation) is { } corrected ? new Corrected(corrected) : new NoSuchCustomer();
    }

    /// <summary>The one that the channel writes to, else the first.</summary>
    private static ProfileIdentity? IdentityOn(string channel, Profile living)
    {
        var current = living.Identities.Where(static identity => identity.IsCurrent).ToList();
        var kind = channel switch { "email" => IdentityKind.Email, "sms" or "voice" => IdentityKind.Phone, "whatsapp" => IdentityKind.Phone, _ => channel };
        return current.Find(identity => identity.Kind == kind) ?? current.Find(identity => identity.Kind.StartsWith(kind, StringComparison.Ordinal)) ?? (current is [var first, ..] ? first : null);
    }

    private Contact Of(string customerId, ProfileIdentity identity, ConsentRequest asked)
    {
        // Of a request that was read all of these are there.
        var consent = new Consent(asked.Channel!, asked.Purpose!.Value, asked.Given!.Value);
        var at = UtcMilliseconds.Cut(asked.At!.Value.ToUniversalTime());
        var said = $"{customerId}:{consent.Channel}:{consent.Purpose}:{consent.Given}:{UtcMilliseconds.Text(at)}";
        return DeskEntry.Of(ContactKind.Consent, said, new Identity(identity.Kind, identity.Value, identity.Trust), at, asked.Reason!, asked.By, clock.GetUtcNow()) with { Consents = [consent] };
    }
}
