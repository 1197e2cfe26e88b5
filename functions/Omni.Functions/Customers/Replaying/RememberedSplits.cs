using System.Security.Cryptography;
using System.Text;
using Omni.Functions.Customers.Merging;
using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers.Replaying;

/// <summary>
/// Keeps that contacts of one customer are another's, before they leave: so nobody joins the two meanwhile, and whoever finishes a split that was cut
/// off tells of it as it was begun. What people decided of the two stays as they decided it.
/// </summary>
internal sealed class RememberedSplits(ICustomerStore store, ICustomerPairs pairs, Decision decision)
{
    private const int HashBytes = 8;

    /// <returns>Null when a rival decided meanwhile.</returns>
    public async Task<CustomerSplit?> KeepAsync(string from, string to, CancellationToken cancellation)
    {
        var known = await pairs.FindAsync(CustomerPair.IdOf(from, to), cancellation);
        if (known is { DecidedAt: { } at } && known.DecidedBy != decision.By)
            return new CustomerSplit(IdOf(from, to, at), from, to, decision);
        if (known is { State: PairState.Apart, DecidedAt: { } begun, Decision: { } reason }
            && IdOf(from, to, begun) is var id && known.MergeId == id
            && (await store.FindEntriesAsync(from, [id], cancellation)).Count == 0)
            return new CustomerSplit(id, from, to, new Decision(known.DecidedBy, reason, begun));

        var split = new CustomerSplit(IdOf(from, to, decision.At), from, to, decision);
        return await pairs.DecideAsync(from, to, PairState.Apart, split.Id, decision, cancellation) is { } kept ? split with { Decision = kept } : null;
    }

    private static string IdOf(string from, string to, DateTimeOffset at) =>
        $"split-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{from}\n{to}\n{at.UtcTicks}")).AsSpan(0, HashBytes))}";
}
