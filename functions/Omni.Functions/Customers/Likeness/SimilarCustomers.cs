using Omni.Functions.Customers.Matching;
using Omni.Functions.Customers.Suggestions;
using Omni.Functions.Telemetry;

namespace Omni.Functions.Customers.Likeness;

/// <summary>Looks for customers who may be the person that a changed profile is of.</summary>
/// <remarks>
/// First the customer can be found, then others are looked for, and only when all that is to be suggested is written is it kept that this is done: of
/// two who appear at once at least one finds the other, and whatever is cut off is done again.
/// </remarks>
public sealed class SimilarCustomers(ICustomerStore store, IKnownPeople people, ICustomerPairs pairs, LikenessOptions options, TimeProvider clock)
{
    /// <summary>A key of more customers than that tells nothing: two words of a common name, a switchboard.</summary>
    private const int Crowd = 50;

    /// <summary>Those with most keys in common are compared.</summary>
    private const int MostCompared = 50;

    /// <summary>Few: contacts that come in go first.</summary>
    private const int AtOnce = 4;

    private static readonly Dictionary<string, KnownPerson> Nobody = [];

    /// <param name="changed">As they are now.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreUnavailableException">What is not done yet has to be done again.</exception>
    /// <exception cref="RivalWritersException">Likewise.</exception>
    public async Task LookForAsync(IReadOnlyList<Profile> changed, CancellationToken cancellation)
    {
        var living = changed.Where(static profile => !profile.IsFrozen).ToList();
        foreach (var frozen in changed.Where(static profile => profile.IsFrozen))
            await people.ForgetAsync(frozen.Id, cancellation);

        var known = living.Count == 0 ? Nobody : (await people.FindAsync([.. living.Select(static profile => profile.Id)], cancellation)).ToDictionary(static person => person.Id, StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            living,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (profile, token) => await LookForAsync(profile, known.GetValueOrDefault(profile.Id), token));
    }

    private async Task LookForAsync(Profile profile, KnownPerson? known, CancellationToken cancellation)
    {
        if (ProfilePerson.Of(profile, options.Profiles) is not { } person)
        {
            if (known is not null)
                await people.ForgetAsync(profile.Id, cancellation);
            return;
        }

        var mark = PersonKeys.MarkOf(person, options.Matching, options.Salt);
        if (known?.Compared == mark)
            return;
        var form = PersonForm.Of(person);
        var keys = PersonKeys.Of(form, options.Salt);

        var findable = await people.KeepAsync(new KnownPerson(profile.Id, keys, Compared: null) { ETag = known?.ETag }, cancellation);
        await SuggestAsync(profile, form, await FindCandidatesAsync(profile.Id, keys, cancellation), cancellation);
        await people.KeepAsync(findable with { Compared = mark }, cancellation);
    }

    private async Task<List<string>> FindCandidatesAsync(string customerId, IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        var common = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            var found = await people.FindByKeyAsync(key, Crowd + 1, cancellation);
            if (found.Count > Crowd)
                continue;
            foreach (var other in found.Where(other => other != customerId))
                common[other] = common.GetValueOrDefault(other) + 1;
        }

        return
        [
            .. common.OrderByDescending(static candidate => candidate.Value).ThenBy(static candidate => candidate.Key, StringComparer.Ordinal)
                .Take(MostCompared).Select(static candidate => candidate.Key),
        ];
    }

    private async Task SuggestAsync(Profile profile, PersonForm form, List<string> candidates, CancellationToken cancellation)
    {
        if (candidates.Count == 0)
            return;
        var found = new List<(Profile Other, MatchScore Score)>();
        foreach (var (other, _) in await store.FindProfilesAsync(candidates, cancellation))
        {
            if (!other.IsFrozen && ProfilePerson.Of(other, options.Profiles) is { } person && MatchRules.Compare(form, PersonForm.Of(person)) is var score && options.Matching.Suggests(score))
                found.Add((other, score));
        }

        if (found.Count == 0)
            return;
        var told = await ToldOfAsync(profile, cancellation);
        foreach (var (other, score) in found)
        {
            if (!told.Exists(pair => IsOf(other, pair)) && await pairs.AddAsync(LikenessPair.Of(profile.Id, other.Id, score, clock.GetUtcNow()), cancellation))
                Metrics.SuggestedAsAlike();
        }
    }

    /// <summary>What was said of whoever is part of the customer now counts for the customer.</summary>
    private async Task<List<CustomerPair>> ToldOfAsync(Profile profile, CancellationToken cancellation)
    {
        string[] family = [profile.Id, .. profile.Absorbed];
        return
        [
            .. await pairs.FindOfAsync(family, PairState.Suggested, cancellation),
            .. await pairs.FindOfAsync(family, PairState.Apart, cancellation),
        ];
    }

    private static bool IsOf(Profile customer, CustomerPair pair) => pair.Has(customer.Id) || customer.Absorbed.Any(pair.Has);
}
