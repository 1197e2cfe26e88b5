using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Omni.LocalAzure.Providers.Sending;

namespace Omni.LocalAzure.Providers;

/// <summary>
/// The providers' APIs as far as the app asks them: what sends messages (<see cref="SendingEndpoints"/>), and what gives the files of contacts: WhatsApp's look-up and download, Telegram's getFile, Twilio's media, and plain
/// addresses. <c>/door</c> is for whoever puts files there.
/// </summary>
public static class ProviderEndpoints
{
    public const long LargestFile = 64L * 1024 * 1024;

    public static void MapProviders(this WebApplication application, MediaShelf shelf, SentMessages sent, SendFaults faults, ProviderSecrets secrets)
    {
        application.MapSending(sent, faults, secrets);
        application.MapPut("/door/files/{id}", (HttpContext context, string id) => PutAsync(context, shelf, id));
        application.MapGet("/door/requests", () => Results.Json(shelf.Asked, ProviderJson.Default.IReadOnlyCollectionAskedFor));
        application.MapGet("/files/{id}", (HttpContext context, string id) => GiveAsync(context, shelf, id));

        application.MapGet("/whatsapp/{id}", (HttpContext context, string id) => WithToken(context, secrets, () => LookUp(context, shelf, id)));
        application.MapGet("/whatsapp/download/{id}", (HttpContext context, string id) => WithToken(context, secrets, () => GiveAsync(context, shelf, id)));

        // The token may hold the word "bot" as well, so the whole part of the path is compared.
        application.MapGet("/telegram/{bot}/getFile", (HttpContext context, string bot, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "file_id")] string id) =>
            bot == $"bot{secrets.TelegramToken}" ? Telegram(context, shelf, id) : NotOursAsync(context));
        application.MapGet("/telegram/file/{bot}/documents/{id}", (HttpContext context, string bot, string id) =>
            bot == $"bot{secrets.TelegramToken}" ? GiveAsync(context, shelf, id) : NotOursAsync(context));

        application.MapGet("/twilio/2010-04-01/Accounts/{account}/Messages/{message}/Media/{id}", (HttpContext context, string id) => Twilio(context, secrets, id));
    }

    private static Task GiveAsync(HttpContext context, MediaShelf shelf, string id)
    {
        shelf.Remember(new AskedFor($"/files/{id}", context.Request.Headers.Authorization.Count > 0));
        return FileAnswer.WriteAsync(context, shelf, id);
    }

    private static Task NotOursAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static Task WithToken(HttpContext context, ProviderSecrets secrets, Func<Task> answer) =>
        context.Request.Headers.Authorization == $"Bearer {secrets.WhatsAppToken}" ? answer() : NotOursAsync(context);

    private static Task LookUp(HttpContext context, MediaShelf shelf, string id)
    {
        if (shelf.Find(id) is not { } file)
        {
            // As Graph refuses an id it does not know.
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return context.Response.WriteAsJsonAsync(new ErrorAnswer(new ErrorText("Unsupported get request.", 100)), ProviderJson.Default.ErrorAnswer);
        }

        var media = new MediaAnswer(
            $"{context.Request.Scheme}://{context.Request.Host}/whatsapp/download/{id}",
            file.ContentType,
            Convert.ToHexStringLower(SHA256.HashData(file.Content.Span)),
            file.Made ?? file.Content.Length,
            id,
            "whatsapp");
        return context.Response.WriteAsJsonAsync(media, ProviderJson.Default.MediaAnswer);
    }

    /// <summary>Bots get files up to 20 MB.</summary>
    private static Task Telegram(HttpContext context, MediaShelf shelf, string id)
    {
        var refusal = shelf.Find(id) switch
        {
            null => "Bad Request: wrong file_id or the file is temporarily unavailable",
            { } file when (file.Made ?? file.Content.Length) > 20L * 1024 * 1024 => "Bad Request: file is too big",
            _ => null,
        };
        if (refusal is null)
            return context.Response.WriteAsJsonAsync(new TelegramAnswer(true, new TelegramPath(id, $"documents/{id}"), null), ProviderJson.Default.TelegramAnswer);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsJsonAsync(new TelegramAnswer(false, null, refusal), ProviderJson.Default.TelegramAnswer);
    }

    private static Task Twilio(HttpContext context, ProviderSecrets secrets, string id)
    {
        if (context.Request.Headers.Authorization != secrets.TwilioAuthorization)
            return NotOursAsync(context);
        context.Response.Redirect($"/files/{id}", permanent: false, preserveMethod: true);
        return Task.CompletedTask;
    }

    /// <summary>The body is the file; the query says how it fails.</summary>
    private static async Task<IResult> PutAsync(HttpContext context, MediaShelf shelf, string id)
    {
        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content, context.RequestAborted);
        var query = context.Request.Query;
        shelf.Put(id, new ShelvedFile
        {
            Content = content.ToArray(),
            ContentType = context.Request.ContentType,
            Made = Number("made"),
            Status = (int?)Number("status"),
            Refusals = (int?)Number("refusals"),
            Redirect = query["redirect"],
            Pause = TimeSpan.FromMilliseconds(Number("pause") ?? 0),
            BreaksAfter = Number("breaksAfter"),
        });
        return Results.NoContent();

        long? Number(string name) => long.TryParse(query[name], CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}

internal sealed record MediaAnswer(
    string Url,
    [property: JsonPropertyName("mime_type")] string? MimeType,
    string Sha256,
    [property: JsonPropertyName("file_size")] long FileSize,
    string Id,
    [property: JsonPropertyName("messaging_product")] string MessagingProduct);

internal sealed record ErrorAnswer(ErrorText Error);

internal sealed record ErrorText(string Message, int Code);

internal sealed record TelegramAnswer(bool Ok, TelegramPath? Result, string? Description);

internal sealed record TelegramPath([property: JsonPropertyName("file_id")] string FileId, [property: JsonPropertyName("file_path")] string FilePath);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyCollection<AskedFor>))]
[JsonSerializable(typeof(MediaAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(TelegramAnswer))]
internal sealed partial class ProviderJson : JsonSerializerContext;
