using Omni.Functions.Customers.Matching;

namespace Omni.Febrl;

/// <summary>How well suggestions meet the truth, counted in pairs of records.</summary>
public sealed record PairQuality
{
    public required long AllPairs { get; init; }

    /// <summary>Pairs that share a blocking key; only these are compared.</summary>
    public required long Candidates { get; init; }

    public required long TruePairs { get; init; }

    public required long Suggested { get; init; }

    public required long RightlySuggested { get; init; }

    public double Precision => (double)RightlySuggested / Suggested;

    public double Recall => (double)RightlySuggested / TruePairs;

    /// <summary>The harmonic mean of both.</summary>
    public double F1 => 2 * Precision * Recall / (Precision + Recall);

    public static PairQuality Of(IReadOnlyList<KnownPerson> people, MatchOptions options)
    {
        PersonForm[] forms = [.. people.Select(static person => PersonForm.Of(person.Record))];
        var pairs = Candidate(forms);
        var (suggested, right) = (0L, 0L);
        foreach (var (one, other) in pairs)
        {
            if (!options.Suggests(MatchRules.Compare(forms[one], forms[other])))
                continue;
            suggested++;
            right += people[one].Owner == people[other].Owner ? 1 : 0;
        }

        return new PairQuality
        {
            AllPairs = people.Count * (people.Count - 1L) / 2,
            Candidates = pairs.Count,
            TruePairs = people.CountBy(static person => person.Owner).Sum(static owner => owner.Value * (owner.Value - 1L) / 2),
            Suggested = suggested,
            RightlySuggested = right,
        };
    }

    private static HashSet<(int Left, int Right)> Candidate(PersonForm[] forms)
    {
        var blocks = forms.SelectMany(static (form, at) => BlockingKeys.Of(form).Select(key => (key, at))).GroupBy(static entry => entry.key, static entry => entry.at);
        var pairs = new HashSet<(int, int)>();
        foreach (var block in blocks.Select(static block => block.ToArray()))
        {
            for (var left = 0; left < block.Length; left++)
            {
                for (var right = left + 1; right < block.Length; right++) pairs.Add((block[left], block[right]));
            }
        }

        return pairs;
    }
}
