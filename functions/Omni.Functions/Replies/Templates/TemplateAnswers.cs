using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Omni.Functions.Contacts;

namespace Omni.Functions.Replies.Templates;

/// <summary>What the routes of templates answer (RFC 9457 where it is a problem).</summary>
internal static class TemplateAnswers
{
    /// <summary>What was deployed and cannot be used is somebody's to mend, who has to know which file.</summary>
    public static IResult FromFolder(Func<IResult> answer)
    {
        try
        {
            return answer();
        }
        catch (TemplateException broken)
        {
            return Problem(StatusCodes.Status500InternalServerError, "A template cannot be used", broken.Message);
        }
    }

    public static IResult Problem(int status, string title, string detail) => TypedResults.Problem(title: title, detail: detail, statusCode: status);
}

internal sealed record TemplateList(IReadOnlyList<TemplateView> Items);

/// <param name="Name">By which a reply asks for it.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Values">What it asks for.</param>
/// <param name="Languages">Those that it has.</param>
/// <param name="Approved">The providers that approved it, who take it at any time.</param>
internal sealed record TemplateView(string Name, ConsentPurpose Purpose, IReadOnlyList<string> Values, IReadOnlyList<string> Languages, IReadOnlyList<string> Approved)
{
    public static TemplateView Of(MessageTemplate template) => new(
        template.Name, template.Purpose, template.Values, template.Languages, [.. template.Approved.Keys.Order(StringComparer.Ordinal)]);
}

/// <param name="Channel">Over which.</param>
/// <param name="Language">The one that was chosen.</param>
/// <param name="Text">What it says.</param>
internal sealed record TemplatePreview(string Channel, string Language, string Text)
{
    public string? Subject { get; init; }

    public string? Html { get; init; }

    /// <summary>SMS only.</summary>
    public SmsLength? Sms { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TemplateList))]
[JsonSerializable(typeof(TemplatePreview))]
internal sealed partial class TemplateAnswersJson : JsonSerializerContext
{
    /// <summary>Letters as themselves.</summary>
    public static TemplateAnswersJson Answers { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
