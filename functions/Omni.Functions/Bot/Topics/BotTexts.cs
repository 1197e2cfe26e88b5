namespace Omni.Functions.Bot.Topics;

/// <summary>The names of what a bot says that belongs to no topic.</summary>
internal static class BotTexts
{
    public const string AskAgain = "askAgain";
    public const string Cancelled = "cancelled";
    public const string NothingToCancel = "nothingToCancel";
    public const string File = "file";
    public const string HandedOff = "handedOff";
    public const string HandedOffLater = "handedOffLater";
    public const string AskAddress = "askAddress";
    public const string WrongAddress = "wrongAddress";
    public const string CodeSent = "codeSent";
    public const string CodeMessage = "codeMessage";
    public const string WrongCode = "wrongCode";
    public const string CodeOver = "codeOver";
    public const string Verified = "verified";
    public const string NothingKnown = "nothingKnown";

    public static readonly IReadOnlyList<string> All =
    [
        AskAgain, Cancelled, NothingToCancel, File, HandedOff, HandedOffLater, AskAddress, WrongAddress, CodeSent, CodeMessage, WrongCode, CodeOver, Verified, NothingKnown,
    ];
}
