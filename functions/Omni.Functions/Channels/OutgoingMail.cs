using Omni.Functions.Channels.Email.Threading;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels;

/// <summary>What a message needs besides to be a mail in its thread.</summary>
/// <param name="Subject">In one line.</param>
/// <param name="InternetId">The id that it goes out with, in angle brackets: by it the answer finds its thread, and a bounce its reply.</param>
/// <param name="AnswersTo">The address of ours that an answer goes to; it names the thread where there is room for that.</param>
public sealed record OutgoingMail(string Subject, string InternetId, string AnswersTo)
{
    public const string Channel = "email";

    private const int LongestLocalPart = 64;
    private const int LongestBorrowed = 60;

    internal static OutgoingMail Of(OutgoingMessage message, ReplyKey key)
    {
        var domain = message.Account[(message.Account.LastIndexOf('@') + 1)..];
        var answersTo = message.AnswersTo ?? message.Account;
        if (message.Thread is not { } thread)
            return new OutgoingMail(InOneLine(message.Subject), $"<{message.Id}@{domain}>", answersTo);
        var token = ReplyToken.Write(key, thread, message.Subject);
        return new OutgoingMail(
            InOneLine(message.Subject),
            $"<{ReplyToken.MessageId(token, message.Id, domain)}>",
            answersTo.LastIndexOf('@') is > 0 and < LongestLocalPart - ReplyToken.Length ? ReplyToken.Address(token, answersTo) : answersTo);
    }

    /// <summary>The subject of an answer; to what somebody wrote without one, it begins with their words.</summary>
    public static string SubjectFor(Contact contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        var line = InOneLine(contact.Subject ?? WholeCharacters.First((contact.Text ?? "").Trim().Split('\n', 2)[0].TrimEnd(), LongestBorrowed));
        return MailSubject.IsAnswer(line) ? line : $"Re: {line}".TrimEnd();
    }

    /// <summary>A line break would begin another header.</summary>
    private static string InOneLine(string? text) => new string([.. (text ?? "").Select(static letter => char.IsControl(letter) ? ' ' : letter)]).Trim();
}
