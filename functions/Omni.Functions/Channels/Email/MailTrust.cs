using MimeKit.Cryptography;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Email;

/// <summary>Anybody can write any sender into a mail; a server that checked the policy of the sender's domain says so in a header.</summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc8601</remarks>
internal static class MailTrust
{
    /// <param name="headers">All headers of the mail.</param>
    /// <param name="sender">Its sender.</param>
    /// <param name="server">
    /// The name of the server whose word counts, and which removes that name from mail it takes from others; null when there is none.
    /// </param>
    public static Trust Of(MailHeaders headers, MailSender sender, string? server)
    {
        if (server is null || sender is not { IsSole: true, Address: { } address } || headers.EachRaw("From").Skip(1).Any())
            return Trust.Asserted;
        foreach (var header in headers.EachRaw("Authentication-Results"))
        {
            // Servers write on top, so the first that bears the name is the last that was written.
            if (AuthenticationResults.TryParse(header, out var results) && server.Equals(results.AuthenticationServiceIdentifier, StringComparison.OrdinalIgnoreCase))
                return results.Results.Any(result => PassesDmarc(result, address)) ? Trust.Verified : Trust.Asserted;
        }

        return Trust.Asserted;
    }

    private static bool PassesDmarc(AuthenticationMethodResult result, string address) =>
        result.Method.Equals("dmarc", StringComparison.OrdinalIgnoreCase)
        && result.Result.Equals("pass", StringComparison.OrdinalIgnoreCase)
        && result.Properties.Any(property =>
            property is { PropertyType: "header", Property: "from" }
            && EmailAddress.Canonical($"any@{property.Value}")?[3..] == address[address.LastIndexOf('@')..]);
}
