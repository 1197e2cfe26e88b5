using Omni.Functions.Contacts;
using Omni.Functions.Customers.Merging;

namespace Omni.Functions.Customers.Corrections;

/// <summary>
/// Ends identities because somebody says so. That is a fact on the timeline as a contact is, and goes the way contacts go; so it is told once, and the profile
/// stays the fold of its timeline.
/// </summary>
public sealed class IdentityCorrection(ICustomerStore store, ContactResolution resolution, ResolutionOptions options, TimeProvider clock)
{
    /// <returns>Null when it names no identity, or a time that has not come.</returns>
    public EndedIdentity? Read(DecisionRequest asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var now = UtcMilliseconds.Cut(clock.GetUtcNow());
        if (IdentityKey.Canonical(asked.Identity, options.DefaultRegion) is not { } key || asked.At > now)
            return null;
        var name = key.Split(':', 2);
        return new EndedIdentity(
            new Identity(name[0], name[1], Trust.Asserted) { IsEnded = true },
            asked.At is { } at ? UtcMilliseconds.Cut(at.ToUniversalTime()) : now,
            asked.Reason ?? "",
            asked.By);
    }

    /// <exception cref="RivalWritersException">Others kept changing the customer.</exception>
    public async Task<MergeOutcome> EndAsync(string id, EndedIdentity ended, CancellationToken cancellation)
    {
        if (await LivingCustomer.FindAsync(store, id, cancellation) is not { } living)
            return new NoSuchCustomer();
        if (await store.FindLinksAsync([ended.Identity], cancellation) is not [var link] || link.FirstSeenAt >= ended.At || link.OwnerAt(ended.At.AddMilliseconds(-1)) is not { } owner || (await LivingCustomer.FindAsync(store, owner, cancellation))?.Id != living.Id)
            return new Refused($"No such identity led to customer {living.Id} before that time.");
        if (link.EndedAt is not null || link.OwnerAt(ended.At) != owner)
            return new Refused($"The identity leads to customer {living.Id} no longer already.");

        await resolution.ResolveAsync([Of(living.Id, ended)], cancellation);
        return await LivingCustomer.FindAsync(store, living.Id, cancellation) is { } corrected ? new Corrected(corrected) : new NoSuchCustomer();
    }

    private Contact Of(string customerId, EndedIdentity ended) => DeskEntry.Of(
        ContactKind.Correction, $"{customerId}:{ended.Identity.Key}:{UtcMilliseconds.Text(ended.At)}", ended.Identity, ended.At, ended.Reason, ended.By, clock.GetUtcNow());
}

/// <param name="Identity">Which one.</param>
/// <param name="At">Since when.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who says so, as the caller named itself.</param>
public sealed record EndedIdentity(Identity Identity, DateTimeOffset At, string Reason, string? By);
