using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Omni.Functions.Channels.Email.Threading;

/// <summary>
/// What mail of ours carries, so that an answer finds its thread even where a mailer dropped the other references: 48 letters that name the
/// thread and its subject, signed. The thread in it names the addressee, so it is of no use to anybody else.
/// </summary>
/// <param name="Thread">The thread's id.</param>
/// <param name="SubjectMark">Of the subject it was sent under.</param>
internal sealed partial record ReplyToken(string Thread, ushort SubjectMark)
{
    public const int Length = (ThreadId.Bytes + MarkBytes + ProofBytes) * 8 / 5;

    private const int MarkBytes = 2;
    private const int ProofBytes = 8;

    /// <param name="key">Ours.</param>
    /// <param name="thread">The thread's id.</param>
    /// <param name="subject">The subject it is sent under.</param>
    public static string Write(ReplyKey key, string thread, string? subject)
    {
        byte[] said = [.. Base32.Read(thread) ?? throw new ArgumentException("It is no id of a thread.", nameof(thread)), .. Mark(key, subject)];
        return Base32.Write([.. said, .. key.Sign("token", said, ProofBytes)]);
    }

    /// <summary>The id of a mail of ours, without angle brackets: what is its own before the token, our domain behind it.</summary>
    public static string MessageId(string token, string own, string domain) => $"{own}.{token}@{domain}";

    /// <summary>An address of ours to answer to: <c>help+token@…</c>. The part before the @ may have 64 letters, so that 15 are left for the mailbox.</summary>
    public static string Address(string token, string mailbox) =>
        mailbox.LastIndexOf('@') is > 0 and var at ? $"{mailbox[..at]}+{token}{mailbox[at..]}" : throw new ArgumentException("It is no address.", nameof(mailbox));

    /// <summary>In an id of ours or an address of ours; null when there is none, or it is not ours.</summary>
    public static ReplyToken? Find(ReplyKey key, string idOrAddress)
    {
        if (Place().Match(idOrAddress) is not { Success: true, Groups: [_, var letters, ..] } || Base32.Read(letters.Value) is not { } bytes)
            return null;
        var said = bytes.AsSpan(0, ThreadId.Bytes + MarkBytes);
        if (!CryptographicOperations.FixedTimeEquals(key.Sign("token", said, ProofBytes), bytes.AsSpan(said.Length)))
            return null;
        return new ReplyToken(Base32.Write(said[..ThreadId.Bytes]), (ushort)((said[^2] << 8) | said[^1]));
    }

    /// <summary>The mailbox behind an address of ours, with or without a token; other tags stay.</summary>
    public static string Mailbox(ReplyKey key, string address) =>
        Find(key, address) is not null && address.LastIndexOf('+') is > 0 and var tag ? address[..tag] + address[address.LastIndexOf('@')..] : address;

    /// <summary>Whether the thread it names is with this party.</summary>
    public bool IsFor(ReplyKey key, string party) => Base32.Read(Thread) is { } thread && ThreadId.IsWith(key, thread, party);

    public bool HasSubject(ReplyKey key, string? subject)
    {
        var mark = Mark(key, subject);
        return SubjectMark == (ushort)((mark[0] << 8) | mark[1]);
    }

    private static byte[] Mark(ReplyKey key, string? subject) => key.Sign("subject", Encoding.UTF8.GetBytes(MailSubject.Bare(subject)), MarkBytes);

    [GeneratedRegex(@"(?:^|[.+])([a-zA-Z2-7]{48})@", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
