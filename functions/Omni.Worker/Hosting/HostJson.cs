using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Omni.Worker.Hosting;

/// <summary>What the worker must know of the host's own settings.</summary>
internal static class HostJson
{
    private const string DefaultRoutePrefix = "api";
    private const string Override = "AzureFunctionsJobHost:extensions:http:routePrefix";

    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static string RoutePrefix(IConfiguration configuration)
    {
        var root = configuration["FUNCTIONS_APP_ROOT_PATH"] ?? AppContext.BaseDirectory;
        var prefix = configuration[Override] ?? FromFile(Path.Combine(root, "host.json")) ?? DefaultRoutePrefix;
        return prefix.Trim('/');
    }

    private static string? FromFile(string path)
    {
        if (!File.Exists(path))
            return null;
        using var host = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
        return host.RootElement.TryGetProperty("extensions", out var extensions)
            && extensions.TryGetProperty("http", out var http)
            && http.TryGetProperty("routePrefix", out var prefix)
                ? prefix.GetString()
                : null;
    }
}
