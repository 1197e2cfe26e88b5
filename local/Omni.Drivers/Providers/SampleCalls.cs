using System.Text.Json;

namespace Omni.Drivers.Providers;

/// <summary>
/// Calls kept as files: the bytes of the body under any extension, and, where there is more to a call than that, a
/// <c>{name}.request.json</c> beside it with <c>method</c>, <c>query</c>, <c>contentType</c> and <c>headers</c>.
/// </summary>
public static class SampleCalls
{
    private static readonly Dictionary<string, string> _contentTypes = new()
    {
        [".json"] = "application/json; charset=utf-8",
        [".form"] = "application/x-www-form-urlencoded",
        [".multipart"] = "multipart/form-data; boundary=xYzZY",
    };

    /// <param name="path">The file without extension; its folder is named after the provider.</param>
    /// <param name="publicUrl">The address the provider was given.</param>
    /// <param name="at">When it is sent.</param>
    public static ProviderCall Read(string path, string publicUrl, DateTimeOffset at)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        var name = Path.GetFileName(path);
        var body = Directory.EnumerateFiles(folder, $"{name}.*").SingleOrDefault(file => _contentTypes.ContainsKey(Path.GetExtension(file)) && Path.GetFileNameWithoutExtension(file) == name);
        var call = new ProviderCall
        {
            Provider = Path.GetFileName(folder),
            PublicUrl = publicUrl,
            Body = body is null ? [] : File.ReadAllBytes(body),
            ContentType = body is null ? null : _contentTypes[Path.GetExtension(body)],
            At = at,
        };
        return File.Exists($"{path}.request.json") ? WithDetails(call, JsonElement.Parse(File.ReadAllBytes($"{path}.request.json"))) : call;
    }

    private static ProviderCall WithDetails(ProviderCall call, JsonElement details) => call with
    {
        Method = Text(details, "method") ?? call.Method,
        Query = Text(details, "query") ?? call.Query,
        ContentType = Text(details, "contentType") ?? call.ContentType,
        Headers = details.TryGetProperty("headers", out var headers)
            ? [.. headers.EnumerateObject().Select(header => KeyValuePair.Create(header.Name, header.Value.GetString() ?? ""))]
            : [],
    };

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
