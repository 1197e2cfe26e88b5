using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omni.Worker.Registration;

namespace Omni.Worker.Hosting;

internal static class FunctionRoutes
{
    public static void Map(IEndpointRouteBuilder routes, FunctionRegistry registry, string routePrefix)
    {
        routes.MapGet("/", Ready);
        foreach (var function in registry.Functions)
            function.Map(routes, routePrefix).WithMetadata(function);
    }

    /// <summary>The host asks again and again from process start until it gets an answer, whatever the answer.</summary>
    private static Task Ready(HttpContext http) => Task.CompletedTask;
}
