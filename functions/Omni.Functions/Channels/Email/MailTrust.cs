using MimeKit.Cryptography;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Email;

/// <summary>Anybody can write any sender into a mail; a server that checked the policy of the sender's domain says so in a header.</summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc8601</remarks>
internal static class MailTrust
{
    /// <summary>
    /// Stands for Exchange Online, which gives no name: its header is the topmost, tells of <c>compauth</c>, and it renames those that mail
    /// brings along. Only for mail read out of its mailboxes.
    /// https://learn.microsoft.com/en-us/defender-office-365/message-headers-eop-mdo
    /// </summary>
    public const string ExchangeOnline = "exchange-online";

    private const string Header = "Authentication-Results";

    /// <param name="headers">All headers of the mail.</param>
    /// <param name="sender">Its sender.</param>
    /// <param name="server">
    /// The name of the server whose word counts, and which removes that name from mail it takes from others; <see cref="ExchangeOnline"/>; null
    /// when there is none.
    /// </param>
    public static Trust Of(MailHeaders headers, MailSender sender, string? server) =>
        sender is { IsSole: true, Address: { } address } && !headers.EachRaw("From").Skip(1).Any() && Results(headers, server) is { } results && results.Any(result => PassesDmarc(result, address))
            ? Trust.Verified
            : Trust.Asserted;

    /// <summary>Whether that server found that the mail does not come from where it says.</summary>
    public static bool IsRefuted(MailHeaders headers, string? server) => Results(headers, server)?.Any(static result => Is(result, "dmarc", "fail")) ?? false;

    /// <summary>Servers write on top, so the first that bears the name is the last that was written.</summary>
    private static List<AuthenticationMethodResult>? Results(MailHeaders headers, string? server)
    {
        if (server is null)
            return null;
        if (server == ExchangeOnline)
            return headers.Raw(Header) is { } topmost ? OfExchangeOnline(topmost) : null;
        foreach (var header in headers.EachRaw(Header))
        {
            if (AuthenticationResults.TryParse(header, out var results) && server.Equals(results.AuthenticationServiceIdentifier, StringComparison.OrdinalIgnoreCase))
                return results.Results;
        }

        return null;
    }

    /// <summary>It judges a mail as a whole: without its word a pass of a part does not count.</summary>
    private static List<AuthenticationMethodResult>? OfExchangeOnline(byte[] header)
    {
        if (!AuthenticationResults.TryParse(header, out var results) || results.AuthenticationServiceIdentifier is { Length: > 0 })
            return null;
        var passes = results.Results.Any(static result => Is(result, "compauth", "pass"));
        return [.. results.Results.Where(result => passes || !Is(result, "dmarc", "pass"))];
    }

    private static bool PassesDmarc(AuthenticationMethodResult result, string address) =>
        Is(result, "dmarc", "pass")
        && result.Properties.Any(property =>
            property is { PropertyType: "header", Property: "from" }
            && EmailAddress.Canonical($"any@{property.Value}")?[3..] == address[address.LastIndexOf('@')..]);

    private static bool Is(AuthenticationMethodResult result, string method, string outcome) =>
        result.Method.Equals(method, StringComparison.OrdinalIgnoreCase) && result.Result.Equals(outcome, StringComparison.OrdinalIgnoreCase);
}
