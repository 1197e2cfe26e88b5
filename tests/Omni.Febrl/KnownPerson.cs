using Omni.Functions.Customers.Matching;

namespace Omni.Febrl;

/// <summary>A record, and whose it truly is.</summary>
public sealed record KnownPerson(Person Record, int Owner);
