using System.Text;
using System.Text.Json.Nodes;
using Omni.Functions.Channels;

namespace Omni.Functions.Tests.Channels;

public sealed class MailFilesTests
{
    [Theory]
    [InlineData("mailgun", "attachment", 1)]
    [InlineData("mailgun", "stored-notification", 1)]
    [InlineData("postmark", "attachments", 2)]
    [InlineData("sendgrid", "text", 0)]
    [InlineData("sendgrid", "raw-mime", 1)]
    public void A_mail_keeps_200_files_and_tells_how_many_were_left_out(string provider, string sample, int there)
    {
        var mail = Samples.Channel(provider).Normalise(WithFiles(Samples.Request(provider, sample), 250 - there)).Contacts.Single();

        Assert.Equal(200, mail.Attachments.Count);
        Assert.Equal(50, mail.Extras["filesLeftOut"].GetInt32());
    }

    private static WebhookRequest WithFiles(WebhookRequest request, int count) => request with
    {
        Body = JsonBody.IsJson(request.ContentType) ? InJson(request.Body, count)
            : FormFields.IsForm(request.ContentType) ? InFields(request.Body, count)
            : InMultipart(request.Body, count),
    };

    private static byte[] InJson(ReadOnlyMemory<byte> body, int count)
    {
        var json = JsonNode.Parse(body.Span)!;
        for (var file = 0; file < count; file++)
            json["Attachments"]!.AsArray().Add(new JsonObject { ["Name"] = $"{file}.txt", ["Content"] = "eA==", ["ContentType"] = "text/plain" });
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    private static byte[] InFields(ReadOnlyMemory<byte> body, int count) =>
        Changed(body, "attachments=%5B", Repeated("%7B%22url%22%3A%22https%3A%2F%2Ffiles.example%2F1%22%7D%2C", count), after: true);

    /// <summary>Into the mail in the field <c>email</c>, where there is one.</summary>
    private static byte[] InMultipart(ReadOnlyMemory<byte> body, int count)
    {
        var text = Encoding.Latin1.GetString(body.Span);
        var inner = text.IndexOf("boundary=\"", StringComparison.Ordinal);
        var boundary = inner < 0 ? "xYzZY" : text[(inner + 10)..text.IndexOf('"', inner + 10)];
        return Changed(body, $"--{boundary}--", Repeated($"--{boundary}\r\nContent-Disposition: form-data; name=\"attachment-9\"; filename=\"9.txt\"\r\n\r\nx\r\n", count), after: false);
    }

    private static string Repeated(string piece, int count) => new StringBuilder().Insert(0, piece, count).ToString();

    private static byte[] Changed(ReadOnlyMemory<byte> body, string place, string addition, bool after)
    {
        var text = Encoding.Latin1.GetString(body.Span);
        Assert.Contains(place, text, StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(text.Replace(place, after ? place + addition : addition + place, StringComparison.Ordinal));
    }
}
