using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Omni.Drivers.Providers;

/// <summary>Plays a route of Mailgun.</summary>
public sealed partial class MailgunRoute(string signingKey)
{
    /// <summary>Signed anew at the time of the call: the time in the file is long past.</summary>
    public static SignedRequest Prove(ProviderCall call, Func<string, string> setting)
    {
        // One character a byte, so that whatever else is in the body stays as it is.
        var body = Encoding.Latin1.GetString(call.Body);
        var time = Seconds(call.At);
        var token = ProofValue().Matches(body).First(match => match.Groups["name"].Value == "token").Value;
        var signed = ProofValue().Replace(body, match => match.Groups["name"].Value switch
        {
            "timestamp" => time,
            "signature" => Signature(setting("Channels__Mailgun__SigningKey"), time, token),
            _ => match.Value,
        });
        return (call with { Body = Encoding.Latin1.GetBytes(signed) }).ProvenBy();
    }

    /// <param name="address">The sender's.</param>
    /// <param name="name">As in the <c>From</c> header.</param>
    /// <param name="messageId">Without angle brackets.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="text">What the customer wrote.</param>
    /// <param name="at">When.</param>
    public SignedRequest Text(string address, string name, string messageId, string subject, string text, DateTimeOffset at)
    {
        var time = Seconds(at);
        var token = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)))[..50];
        var headers = System.Text.Json.JsonSerializer.Serialize(new[] { new[] { "Message-Id", $"<{messageId}>" }, ["From", $"{name} <{address}>"], ["Date", at.ToString("r")] });
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["recipient"] = "help@in.example.com",
            ["sender"] = address,
            ["from"] = $"{name} <{address}>",
            ["subject"] = subject,
            ["body-plain"] = text,
            ["message-headers"] = headers,
            ["timestamp"] = time,
            ["token"] = token,
            ["signature"] = Signature(signingKey, time, token),
        });
        using var body = new MemoryStream();
        form.CopyTo(body, null, CancellationToken.None);
        return new SignedRequest("mailgun", body.ToArray(), "application/x-www-form-urlencoded", []);
    }

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string Signature(string key, string time, string token) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(time + token)));

    /// <summary>The value of a part of the proof, in a form of either encoding or in JSON.</summary>
    [GeneratedRegex("""(?<=\b(?<name>timestamp|token|signature)(?:=|"\r\n\r\n|":\s?"))[0-9a-f]+""")]
    private static partial Regex ProofValue();
}
