using System.Globalization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Replies;

/// <summary>Settings <c>Replies__…</c>: who answers mail and SMS that came by a provider which cannot be written to.</summary>
/// <param name="Email">Null when nobody does.</param>
/// <param name="Sms">As above.</param>
public sealed record ReplyOptions(ReplyChoice? Email, ReplyChoice? Sms)
{
    public const string SectionName = "Replies";

    /// <summary>As receipts name them.</summary>
    public const string CommunicationEmail = "acs-email";

    public const string CommunicationSms = "acs";

    private const int LongestShortCode = 8;
    private const int LongestName = 11;

    public static ReplyOptions Default { get; } = new(null, null);

    public ReplyManners Manners { get; init; } = new();

    /// <param name="read">Gives a setting by its name in the section.</param>
    /// <param name="failures">Gets a line for each setting that cannot be used.</param>
    public static ReplyOptions From(Func<string, string?> read, ICollection<string> failures)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(failures);
        return new ReplyOptions(
            Choice("Email", ["mailbox", CommunicationEmail], EmailAddress.Canonical, "an address, such as support@example.com"),
            Choice("Sms", ["twilio-sms", CommunicationSms], SmsSender, "a number with its country code, such as +4930123456, a short code, or a name of up to 11 letters"))
        {
            Manners = ReplyManners.From(read, failures),
        };

        ReplyChoice? Choice(string channel, string[] providers, Func<string?, string?> canonical, string expected)
        {
            if (read($"{channel}:Through") is not { Length: > 0 } through)
                return null;
            if (!providers.Contains(through, StringComparer.Ordinal))
                failures.Add($"{SectionName}__{channel}__Through has to be {string.Join(" or ", providers)}, or absent.");
            if (canonical(read($"{channel}:From")) is { } from)
                return new ReplyChoice(through, from);
            failures.Add($"{SectionName}__{channel}__From has to be {expected}: messages through {through} come from there.");
            return null;
        }
    }

    private static string? SmsSender(string? text) =>
        PhoneNumber.FromInternationalDigits(text)
        ?? (text is { Length: >= 3 and <= LongestName } && text.All(char.IsAsciiLetterOrDigit) && (text.Length <= LongestShortCode || !ulong.TryParse(text, CultureInfo.InvariantCulture, out _)) ? text : null);
}

/// <param name="Through">The sender's provider.</param>
/// <param name="From">Our address or number there.</param>
public sealed record ReplyChoice(string Through, string From);
