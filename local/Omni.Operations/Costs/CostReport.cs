namespace Omni.Operations.Costs;

/// <summary>The answer of <c>./omni cost</c>, for a reader or as JSON.</summary>
public sealed record CostReport
{
    public required string Currency { get; init; }

    public required IReadOnlyList<string> Channels { get; init; }

    public required IReadOnlyList<MonthlyCost> Months { get; init; }

    public required CostLimits Limits { get; init; }

    public required Assumptions Assumptions { get; init; }

    public required Measured Measured { get; init; }

    /// <summary>What no price was found for.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    /// <summary>What else costs money and is not in the figures.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }

    /// <summary>What kind of prices they are.</summary>
    public required string Prices { get; init; }

    public static CostReport Of(CostInputs inputs, IReadOnlyList<double> contacts, IReadOnlyList<string> channels)
    {
        var (prices, measured, assumptions) = inputs;
        var model = new CostModel(prices, measured, assumptions);
        return new CostReport
        {
            Currency = prices.Currency,
            Channels = channels,
            Months = [.. contacts.Select(count => model.Of(new Traffic(count, channels)))],
            Limits = CostLimits.Of(prices, measured, assumptions),
            Assumptions = assumptions,
            Measured = measured,
            Unknown = [.. prices.Unknown],
            LeftOut = CostModel.LeftOut,
            Prices = prices.Kind,
        };
    }
}

public sealed record CostInputs(PriceList Prices, Measured Measured, Assumptions Assumptions);
