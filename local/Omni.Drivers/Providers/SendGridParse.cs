using System.Text;
using System.Text.Json;

namespace Omni.Drivers.Providers;

/// <summary>Plays SendGrid's Inbound Parse.</summary>
public sealed class SendGridParse(string userName, string password)
{
    private const string Help = "help@parse.example.com";

    private const string Boundary = "xYzZY";

    public static SignedRequest Prove(ProviderCall call, Func<string, string> setting) =>
        call.ProvenBy(BasicCredentials.Header, BasicCredentials.Of(setting("Channels__SendGrid__Username"), setting("Channels__SendGrid__Password")));

    /// <param name="address">The sender's.</param>
    /// <param name="name">As in the <c>From</c> header.</param>
    /// <param name="messageId">Without angle brackets.</param>
    /// <param name="subject">In ASCII, as everything that goes into a header here.</param>
    /// <param name="text">What the customer wrote.</param>
    /// <param name="at">When.</param>
    /// <param name="to">The address of ours; help unless set.</param>
    public SignedRequest Text(string address, string name, string messageId, string subject, string text, DateTimeOffset at, string to = Help)
    {
        var encodedName = $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(name))}?=";
        var form = new StringBuilder();
        Field(form, "headers", $"From: {encodedName} <{address}>\r\nDate: {at.ToUniversalTime():r}\r\nMessage-ID: <{messageId}>\r\nSubject: {subject}\r\n");
        Field(form, "from", $"{name} <{address}>");
        Field(form, "subject", subject);
        Field(form, "text", text);
        Field(form, "envelope", JsonSerializer.Serialize(new { to = new[] { to }, from = address }));
        form.Append("--").Append(Boundary).Append("--\r\n");
        return new SignedRequest(
            "sendgrid", Encoding.UTF8.GetBytes(form.ToString()), $"multipart/form-data; boundary={Boundary}", BasicCredentials.Header, BasicCredentials.Of(userName, password));
    }

    private static void Field(StringBuilder form, string name, string value) =>
        form.Append("--").Append(Boundary).Append("\r\nContent-Disposition: form-data; name=\"").Append(name).Append("\"\r\n\r\n").Append(value).Append("\r\n");
}
