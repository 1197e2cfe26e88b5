namespace Omni.Functions.Channels;

/// <summary>What a provider made of a message.</summary>
public abstract record SendOutcome;

/// <summary>It has the message.</summary>
/// <param name="ProviderMessageId">By which receipts will name it; null when it gave none.</param>
/// <param name="HasReceipts">Whether the provider ever tells what becomes of it.</param>
public sealed record MessageSent(string? ProviderMessageId, bool HasReceipts = true) : SendOutcome;

/// <summary>It has a draft and has sent nothing yet: asked again with the draft's name, it sends exactly that one.</summary>
/// <param name="Handle">Names the draft.</param>
public sealed record MessagePrepared(string Handle) : SendOutcome;

/// <summary>It will never take it.</summary>
/// <param name="Reason">A word of the provider's, or of ours; never its text, which may quote addresses.</param>
public sealed record SendingRefused(string Reason) : SendOutcome;

/// <summary>It certainly has not got it, and may take it later.</summary>
/// <param name="After">As it asked for; null when it did not say.</param>
public sealed record SendLater(TimeSpan? After = null) : SendOutcome;

/// <summary>It may have got it.</summary>
/// <param name="Reason">A word.</param>
public sealed record SendingUnclear(string Reason) : SendOutcome;
