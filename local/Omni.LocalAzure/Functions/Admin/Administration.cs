using System.Text.Json;
using System.Text.Json.Serialization;
using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Functions.Http;
using Omni.LocalAzure.Functions.Invocations;

namespace Omni.LocalAzure.Functions.Admin;

/// <summary><c>/admin</c>, opened by the master key (the ping needs none), and the landing page.</summary>
public sealed class Administration(FunctionApp app, FunctionsHost host, FunctionKeys keys)
{
    public bool Owns(PathString path) => !path.HasValue || path == "/" || path.StartsWithSegments("/admin");

    public Task EnterAsync(HttpContext context)
    {
        var path = context.Request.Path.Value?.Trim('/').Split('/') ?? [];
        if (path is [""]) return context.Response.WriteAsync("The local Functions host is running.");
        if (path is ["admin", "host", "ping"]) return Task.CompletedTask;
        if (keys.Match(FunctionKeys.Presented(context.Request), function: null)?.Level != AuthorizationLevel.Admin)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        return (context.Request.Method, path) switch
        {
            ("GET", ["admin", "host", "status"]) => AnswerAsync(context, new HostStatus("Running", InvocationHeaders.Version, host.HandlerProcessId)),
            ("GET", ["admin", "host", "keys"]) => AnswerAsync(context, new KeyList([new NamedKey("default", keys.Host)])),
            ("GET", ["admin", "functions"]) => AnswerAsync(context, app.Functions.Select(Describe).ToList()),
            (_, ["admin", "functions", var name, .. var rest]) when Find(name) is { } function => EnterFunctionAsync(context, function, rest),
            _ => RefuseAsync(context, StatusCodes.Status404NotFound),
        };
    }

    private Task EnterFunctionAsync(HttpContext context, FunctionDefinition function, string[] rest) => (context.Request.Method, rest) switch
    {
        ("GET", []) => AnswerAsync(context, Describe(function)),
        ("GET", ["status"]) => AnswerAsync(context, new FunctionStatus([])),
        ("GET", ["keys"]) => AnswerAsync(context, new KeyList([new NamedKey("default", keys.Functions[function.Name])])),
        ("POST", []) => InvokeByHandAsync(context, function),
        _ => RefuseAsync(context, StatusCodes.Status404NotFound),
    };

    private FunctionDefinition? Find(string name) => app.Functions.FirstOrDefault(function => function.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private async Task InvokeByHandAsync(HttpContext context, FunctionDefinition function)
    {
        if (context.Request.ContentLength is null or 0)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (!context.Request.HasJsonContentType())
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        try
        {
            var input = await context.Request.ReadFromJsonAsync(AdminJson.Default.HandInput, context.RequestAborted);
            host.InvokeByHand(function, input?.Input);
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }
        catch (JsonException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }

    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task AnswerAsync<T>(HttpContext context, T value) =>
        context.Response.WriteAsJsonAsync(value, typeof(T), AdminJson.Default, contentType: null, context.RequestAborted);

    private FunctionSummary Describe(FunctionDefinition function) => new(
        function.Name,
        function.Trigger is HttpTrigger http ? $"/{app.Configuration.RoutePrefix}/{http.Route}".Replace("//", "/", StringComparison.Ordinal) : null,
        function.Trigger.GetType().Name,
        function.Disabled);
}

internal sealed record HandInput(string? Input);

internal sealed record HostStatus(string State, string Version, int? ProcessId);

internal sealed record FunctionStatus(IReadOnlyList<string> Errors);

internal sealed record FunctionSummary(string Name, string? InvokeUrlTemplate, string Trigger, bool IsDisabled);

internal sealed record KeyList(IReadOnlyList<NamedKey> Keys);

internal sealed record NamedKey(string Name, string Value);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HandInput))]
[JsonSerializable(typeof(HostStatus))]
[JsonSerializable(typeof(FunctionStatus))]
[JsonSerializable(typeof(FunctionSummary))]
[JsonSerializable(typeof(List<FunctionSummary>))]
[JsonSerializable(typeof(KeyList))]
internal sealed partial class AdminJson : JsonSerializerContext;
