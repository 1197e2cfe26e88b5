namespace Omni.Functions.Channels;

/// <summary>A message that its provider approved beforehand, and the words that are filled in.</summary>
/// <param name="Name">Under which the provider knows it.</param>
/// <param name="Language">In the provider's own words.</param>
/// <param name="Values">In the order of its places.</param>
public sealed record ApprovedMessage(string Name, string Language, IReadOnlyList<string> Values);
