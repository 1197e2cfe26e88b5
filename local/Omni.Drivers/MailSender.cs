using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Omni.Drivers;

/// <summary>Somebody out there who writes to the business: a mail server that hands messages over to the local mailboxes.</summary>
public sealed class MailSender(LocalHub hub) : IDisposable
{
    private readonly HttpClient _http = new();

    /// <summary>Hands a letter over; it is in the mailbox when this completes.</summary>
    /// <exception cref="HttpRequestException">No mailbox takes it.</exception>
    public Task SendAsync(Letter letter, CancellationToken cancellation) => SendAsync(letter.ToWire(), to: null, cancellation);

    /// <summary>Hands over what goes over the wire as it is, however broken.</summary>
    /// <param name="wire">RFC 5322.</param>
    /// <param name="to">The mailbox, when the message does not name it.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="HttpRequestException">No mailbox takes it.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> wire, string? to, CancellationToken cancellation)
    {
        using var content = new ReadOnlyMemoryContent(wire) { Headers = { ContentType = new MediaTypeHeaderValue("message/rfc822") } };
        var address = new Uri(hub.Graph, to is null ? "$mail" : $"$mail?to={Uri.EscapeDataString(to)}");
        using var answer = await _http.PostAsync(address, content, cancellation);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>A message as people write it.</summary>
public sealed record Letter
{
    private const string Boundary = "omni-part";
    private const string AlternativeBoundary = "omni-text";

    /// <summary>As in <c>Anna &lt;anna@client.example&gt;</c>, in ASCII.</summary>
    public required string From { get; init; }

    public required string To { get; init; }

    public string Subject { get; init; } = "";

    public string Text { get; init; } = "";

    public string? Html { get; init; }

    /// <summary>Without angle brackets.</summary>
    public required string MessageId { get; init; }

    public DateTimeOffset Date { get; init; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Further lines of the header, such as <c>In-Reply-To: &lt;…&gt;</c>.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    public IReadOnlyList<LetterFile> Files { get; init; } = [];

    /// <summary>RFC 5322.</summary>
    public ReadOnlyMemory<byte> ToWire()
    {
        var wire = new StringBuilder();
        string[] headers =
        [
            $"From: {From}", $"To: {To}", $"Subject: {Encoded(Subject)}", $"Date: {Date.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)}",
            $"Message-ID: <{MessageId}>", .. Headers, "MIME-Version: 1.0",
        ];
        foreach (var line in headers) Line(wire, line);
        if (Files.Count == 0) WriteText(wire);
        else WriteParts(wire);
        return Encoding.ASCII.GetBytes(wire.ToString());
    }

    private void WriteParts(StringBuilder wire)
    {
        Line(wire, $"Content-Type: multipart/mixed; boundary={Boundary}\r\n\r\n--{Boundary}");
        WriteText(wire);
        foreach (var file in Files)
        {
            Line(wire, $"--{Boundary}\r\nContent-Type: {file.ContentType}");
            Line(wire, $"Content-Disposition: attachment; filename*=utf-8''{Uri.EscapeDataString(file.Name)}");
            WriteContent(wire, file.Content.Span);
        }

        Line(wire, $"--{Boundary}--");
    }

    private void WriteText(StringBuilder wire)
    {
        if (Html is null)
        {
            WriteBody(wire, "text/plain", Text);
            return;
        }

        Line(wire, $"Content-Type: multipart/alternative; boundary={AlternativeBoundary}\r\n\r\n--{AlternativeBoundary}");
        WriteBody(wire, "text/plain", Text);
        Line(wire, $"--{AlternativeBoundary}");
        WriteBody(wire, "text/html", Html);
        Line(wire, $"--{AlternativeBoundary}--");
    }

    private static void WriteBody(StringBuilder wire, string type, string body)
    {
        Line(wire, $"Content-Type: {type}; charset=utf-8");
        WriteContent(wire, Encoding.UTF8.GetBytes(body));
    }

    private static void WriteContent(StringBuilder wire, ReadOnlySpan<byte> content)
    {
        Line(wire, "Content-Transfer-Encoding: base64\r\n");
        Line(wire, Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\r\n"));
    }

    private static string Encoded(string text) => Ascii.IsValid(text) ? text : $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";

    private static void Line(StringBuilder wire, string line) => wire.Append(line).Append("\r\n");
}

/// <summary>A file of a letter.</summary>
public sealed record LetterFile(string Name, string ContentType, ReadOnlyMemory<byte> Content);
