namespace Omni.Functions.Customers.Merging;

/// <summary>That contacts one customer had are another's, by whom and why: on the timelines of both.</summary>
/// <param name="Id">Of its entry on a timeline.</param>
/// <param name="From">Who had them.</param>
/// <param name="To">Who has them now.</param>
/// <param name="Decision">Who decided it, why, when.</param>
public sealed record CustomerSplit(string Id, string From, string To, Decision Decision);
