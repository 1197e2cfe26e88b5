using System.Globalization;
using System.Text.Json.Serialization;

namespace Omni.Operations.Costs;

/// <summary>What an amount costs in a month: the first of it free, the rest at one price or at one for each tier.</summary>
public sealed record Price
{
    /// <summary>Of <see cref="Per"/> units; null where tiers tell, or nothing is known.</summary>
    [JsonPropertyName("price")]
    public double? Flat { get; init; }

    public required double Per { get; init; }

    public required string Unit { get; init; }

    public required double FreePerMonth { get; init; }

    /// <summary>In ascending order.</summary>
    public IReadOnlyList<PriceTier>? Tiers { get; init; }

    public string? Region { get; init; }

    /// <summary>A year, or a year and month.</summary>
    public string? Date { get; init; }

    public string? Source { get; init; }

    [JsonIgnore]
    public bool IsKnown => Flat is not null || Tiers is { Count: > 0 };

    private IReadOnlyList<PriceTier> AllTiers => Tiers ?? [new PriceTier(null, Flat ?? throw new InvalidOperationException($"Nobody knows the price of a {Unit}."))];

    public decimal Of(double amount)
    {
        var (cost, from) = (0.0, FreePerMonth);
        foreach (var tier in AllTiers)
        {
            var to = tier.UpTo ?? double.MaxValue;
            cost += Math.Max(0, Math.Min(amount, to) - from) / Per * tier.Price;
            from = to;
        }

        return (decimal)cost;
    }

    /// <summary>For a reader: <c>first 250,000 free; 0.4 per 1,000,000</c>.</summary>
    public string Describe()
    {
        if (!IsKnown) return "unknown";
        var free = FreePerMonth > 0 ? Text($"first {FreePerMonth:N0} free; ") : "";
        var prices = string.Join(", ", AllTiers.Select(tier => Text($"{(decimal)tier.Price}") + (tier.UpTo is { } end ? Text($" up to {end:N0}") : "")));
        return $"{free}{prices}{(Per > 1 ? Text($" per {Per:N0}") : "")}";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <param name="UpTo">The monthly amount at which the next tier begins; null for the last.</param>
/// <param name="Price">Of as many units as the price is for.</param>
public sealed record PriceTier(double? UpTo, double Price);
