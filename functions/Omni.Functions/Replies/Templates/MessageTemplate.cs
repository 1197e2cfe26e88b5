using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Replies.Templates;

/// <summary>What can be said over every channel: a folder with <c>template.json</c> and a file for each language and, where it is said otherwise, channel.</summary>
public sealed record MessageTemplate
{
    /// <summary>The folder's.</summary>
    [JsonIgnore]
    public string Name { get; init; } = "";

    public ConsentPurpose Purpose { get; init; }

    /// <summary>What has to be given each time.</summary>
    public IReadOnlyList<string> Values { get; init => field = value ?? []; } = []; // absent in the file is null here

    /// <summary>The first is for whoever has none of them.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>By provider, as it was approved there: for whoever has not written for longer than the provider's window.</summary>
    public IReadOnlyDictionary<string, ApprovedTemplate> Approved { get; init => field = value ?? field; } = new Dictionary<string, ApprovedTemplate>(); // as above

    /// <summary>The texts by the names of their files without the ending, such as <c>ru</c>, <c>ru.sms</c> and <c>en.email.subject</c>.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    /// <returns>Null where the provider has none.</returns>
    public ApprovedTemplate? ApprovedAt(string provider) => Approved.GetValueOrDefault(provider);

    /// <summary>Of those there are the one that fits best.</summary>
    /// <param name="wanted">BCP 47; null for nobody's.</param>
    public string LanguageFor(string? wanted) =>
        Languages.FirstOrDefault(language => wanted is not null && (wanted.Equals(language, StringComparison.OrdinalIgnoreCase) || wanted.StartsWith($"{language}-", StringComparison.OrdinalIgnoreCase))) ?? Languages[0];

    /// <returns>Null where there is none of this kind.</returns>
    /// <param name="language">One of <see cref="Languages"/>.</param>
    /// <param name="channel">Over which it goes.</param>
    /// <param name="part"><c>subject</c> or <c>html</c>; null for the text, which every channel has.</param>
    public string? Find(string language, string channel, string? part = null) =>
        Texts.GetValueOrDefault(part is null ? $"{language}.{channel}" : $"{language}.{channel}.{part}") ?? (part is null ? Texts.GetValueOrDefault(language) : null);
}

/// <param name="Name">Under which it was approved; at Twilio the <c>ContentSid</c>.</param>
/// <param name="Values">Which values it takes, in its order.</param>
/// <param name="Languages">Its own names of the languages.</param>
public sealed record ApprovedTemplate(string Name, IReadOnlyList<string> Values, IReadOnlyDictionary<string, string> Languages);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(MessageTemplate))]
internal sealed partial class MessageTemplateJson : JsonSerializerContext;
