using Omni.LocalAzure.ServiceBus;

namespace Omni.LocalAzure.Dashboard;

/// <summary>What the first page shows.</summary>
public sealed record Overview
{
    /// <summary>What came of the last button.</summary>
    public string? Notice { get; init; }

    public required IReadOnlyList<PartState> Parts { get; init; }

    public required IReadOnlyList<EntityState> Entities { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<ContactLine> Contacts { get; init; }
}

public sealed record PartState(string Name, string Address, string State);

public sealed record EntityState(string Path, EntityCounts Counts);

/// <summary>A contact on one line; what is missing is empty.</summary>
public sealed record ContactLine
{
    public required string Time { get; init; }

    public required string Channel { get; init; }

    public required string Kind { get; init; }

    public required string From { get; init; }

    public required string Text { get; init; }

    public required string Customer { get; init; }
}
