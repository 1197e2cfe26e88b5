namespace Omni.Operations.Redrive;

/// <param name="Sent">How many are on their queue or topic again.</param>
/// <param name="Left">Those that stay dead.</param>
/// <param name="Outage">Why the run ended before its time; null when it did not.</param>
public sealed record RedriveOutcome(int Sent, IReadOnlyList<LeftDeadLetter> Left, string? Outage);

/// <summary>Tells which message and why, and nothing of what is in it.</summary>
public sealed record LeftDeadLetter(string? MessageId, string Reason);
