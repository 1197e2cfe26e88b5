using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Replies;

/// <summary>What somebody wants to be written to a customer.</summary>
public sealed record ReplyRequest
{
    public const int LongestText = 20_000;
    public const int LongestKey = 200;

    public static readonly string HowToAsk =
        $"The body is JSON: {{\"text\": 1 to {LongestText} characters, or \"template\": its name, with \"values\" and, if not the customer's, \"language\"; \"idempotencyKey\": 1 to {LongestKey} characters of your own, the same when you ask again, "
        + "\"inReplyTo\": the id of the contact to answer, may be absent, \"channel\": may be absent, \"purpose\": \"service\" or \"marketing\", may be absent, \"attachments\": up to {ReplyFile.Most} of {{\"name\", \"contentType\", \"content\": base64}}, together {ReplyFile.LargestSum / 1024 / 1024} MB, may be absent}}. Nothing else can be asked for.";

    
    /// <summary>The files in base64, and the rest.</summary>
    private const int LargestBody = (ReplyFile.LargestSum / 3 * 4) + (256 * 1024);
    private const int MostValues = 50;
    private const int LongestValue = 2_000;
    private const int LongestName = 100;

    public string? Text { get; init; }

    /// <summary>Files that go with it.</summary>
    public IReadOnlyList<ReplyFile>? Attachments { get; init; }

    /// <summary>In place of a text: the name of what is to be said.</summary>
    public string? Template { get; init; }

    /// <summary>What the template asks for.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }

    /// <summary>BCP 47; that of the customer, where it is absent.</summary>
    public string? Language { get; init; }

    public string? IdempotencyKey { get; init; }

    /// <summary>The contact that is answered; the last one that can be, where it is absent.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>The last contact of this channel.</summary>
    public string? Channel { get; init; }

    /// <summary>What it is for; service where it is absent.</summary>
    public ConsentPurpose? Purpose { get; init; }

    /// <summary>The same whoever the customer has become since.</summary>
    [JsonIgnore]
    public string ReplyId => ContactId.From("reply", "", IdempotencyKey ?? "");

    /// <summary>Null when the body is none.</summary>
    public static async Task<ReplyRequest?> ReadAsync(HttpRequest request, CancellationToken cancellation) =>
        await JsonRequest.ReadAsync(request, LargestBody, ReplyRequestJson.Default.ReplyRequest, cancellation) is { } read && read.IsComplete ? read : null;

    /// <summary>Of everything that was asked for, and of whom: the id of the customer as the caller knows it.</summary>
    public string FingerprintFor(string customerId)
    {
        var asked = new StringBuilder($"{customerId}\u001f{InReplyTo}\u001f{Channel}\u001f{Text}");
        if (Purpose == ConsentPurpose.Marketing)
            asked.Append("\u001fmarketing");
        if (Template is not null)
            asked.Append(CultureInfo.InvariantCulture, $"\u001f{Template}\u001f{Language}");
        foreach (var file in Attachments ?? [])
            asked.Append(CultureInfo.InvariantCulture, $"\u001f{file.Name}\u001f{Convert.ToHexStringLower(SHA256.HashData(file.Content))}");
        foreach (var (name, value) in (Values ?? Nothing).OrderBy(static pair => pair.Key, StringComparer.Ordinal))
            asked.Append(CultureInfo.InvariantCulture, $"\u001f{name}\u001f{value}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked.ToString())).AsSpan(0, 16));
    }

    private static readonly Dictionary<string, string> Nothing = [];

    [JsonIgnore]
    private bool IsComplete =>
        HasWords && HasFiles && IdempotencyKey is { Length: > 0 and <= LongestKey } && InReplyTo is null or { Length: > 0 and <= 255 } && Channel is null or { Length: > 0 and <= 50 } && Language is null or { Length: > 0 and <= 35 };

    [JsonIgnore]
    private bool HasFiles => Attachments is null
        || (Attachments.Count is > 0 and <= ReplyFile.Most && Attachments.All(static file => file is { Name.Length: > 0 and <= ReplyFile.LongestName, Content.Length: > 0 }) && Attachments.Sum(static file => (long)file.Content.Length) <= ReplyFile.LargestSum);

    /// <summary>A text, or a template with its values.</summary>
    [JsonIgnore]
    private bool HasWords => Template is null
        ? Values is null && Language is null && Text?.Trim() is { Length: > 0 and <= LongestText }
        : Text is null && Template.Length is > 0 and <= LongestName && (Values?.Count ?? 0) <= MostValues && (Values ?? Nothing).All(static pair => pair.Value is { Length: <= LongestValue });
}
