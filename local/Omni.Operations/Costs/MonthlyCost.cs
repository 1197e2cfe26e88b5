namespace Omni.Operations.Costs;

/// <summary>What a month with so many contacts costs, and in which design.</summary>
public sealed record MonthlyCost
{
    public required double Contacts { get; init; }

    public required IReadOnlyList<CostPart> Parts { get; init; }

    /// <summary>Serverless or autoscale, whichever costs less.</summary>
    public required string CosmosMode { get; init; }

    public required int ServiceBusNamespaces { get; init; }

    public decimal Total => Parts.Sum(part => part.Amount);

    public decimal PerThousandContacts => PerThousand(Total);

    public decimal PerThousand(decimal amount) => Contacts > 0 ? amount / (decimal)Contacts * 1_000 : 0;
}

/// <param name="Name">As it is printed.</param>
/// <param name="Amount">A month, in whole cents as on the bill.</param>
public sealed record CostPart(string Name, decimal Amount);
