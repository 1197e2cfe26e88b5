using System.Reflection;
using System.Text.Json.Nodes;
using Omni.Functions.Hosting;
using Omni.Worker;

namespace Omni.Functions.Tests.Hosting;

public sealed class OpenApiTests
{
    [Fact]
    public void The_document_describes_exactly_the_routes_there_are()
    {
        var described = Document()["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
            .Where(operation => operation.Key != "parameters").Select(operation => $"{operation.Key} {path.Key}"));
        var routed = Triggers().SelectMany(trigger => trigger.Methods!
            .Where(method => method != "options").Select(method => $"{method} /{trigger.Route}"));
        Assert.Equal(routed.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_function_key_is_asked_for_where_the_document_says_so()
    {
        foreach (var trigger in Triggers())
        {
            var operation = Document()["paths"]![$"/{trigger.Route}"]![trigger.Methods![0]]!;
            Assert.Equal(trigger.AuthLevel == AuthorizationLevel.Function, operation["security"]!.AsArray().Count == 1);
        }
    }

    private static IEnumerable<HttpTriggerAttribute> Triggers() =>
        typeof(OmniRegistration).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters()).Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
            .OfType<HttpTriggerAttribute>();

    private static JsonNode Document()
    {
        using var stream = typeof(OmniRegistration).Assembly.GetManifestResourceStream(OpenApi.Resource)!;
        return JsonNode.Parse(stream)!;
    }
}
