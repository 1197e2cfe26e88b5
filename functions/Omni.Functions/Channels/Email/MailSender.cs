using System.Text;
using MimeKit;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Email;

/// <summary>Who a mail says it is from.</summary>
/// <param name="Address">Canonical; null when it cannot be one.</param>
/// <param name="DisplayName">As written, decoded; null when empty.</param>
/// <param name="IsSole">Whether the mail names nobody else: what a server vouches for is one address.</param>
internal sealed record MailSender(string? Address, string? DisplayName, bool IsSole)
{
    private const int LongestWriting = 10_000;

    public static MailSender Nobody { get; } = new(null, null, IsSole: false);

    /// <summary>The first of the addresses of a <c>From</c> header.</summary>
    public static MailSender Read(byte[]? header)
    {
        if (header is null or { Length: > LongestWriting } || !InternetAddressList.TryParse(MimeMail.Limits, header, out var list))
            return Nobody;
        var mailboxes = list.Mailboxes.Take(2).ToList();
        return mailboxes is [var first, ..]
            ? new(EmailAddress.Canonical(first.Address), Name(first.Name), IsSole: mailboxes.Count == 1)
            : Nobody;
    }

    public static MailSender Read(string? header) => Read(header is null ? null : Encoding.UTF8.GetBytes(header));

    /// <summary>As it would stand in a header: whatever the name holds, the address is the only one.</summary>
    public static string Written(string address, string? name) => new MailboxAddress(name, address).ToString(encode: true);

    public static string? Name(string? written) => written?.Trim() is { Length: > 0 } name ? name : null;
}
