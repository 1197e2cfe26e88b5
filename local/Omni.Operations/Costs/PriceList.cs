namespace Omni.Operations.Costs;

/// <summary>Every price the model knows: <c>infra/prices.json</c>.</summary>
public sealed record PriceList
{
    public required string Currency { get; init; }

    public required string Kind { get; init; }

    public required IReadOnlyDictionary<string, Price> Prices { get; init; }

    /// <summary>What was looked for and not found.</summary>
    public IEnumerable<string> Unknown => Prices.Where(price => !price.Value.IsKnown).Select(price => $"{price.Key}, {price.Value.Unit}");

    /// <exception cref="OperationFailedException">It is missing or unknown.</exception>
    public Price Of(string name) =>
        Prices.TryGetValue(name, out var price) && price.IsKnown ? price : throw new OperationFailedException($"infra/prices.json has no price for {name}");

    public static PriceList Read(string file) => CostJson.Read(file, CostJson.Default.PriceList);
}
