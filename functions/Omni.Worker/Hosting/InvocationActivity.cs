using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omni.Worker.Registration;

namespace Omni.Worker.Hosting;

/// <summary>
/// The span of an invocation, in the trace the host names; nothing, at no cost, while nobody listens. A route is told as its template: paths and
/// queries hold keys and what customers are looked up by.
/// </summary>
/// <remarks>https://opentelemetry.io/docs/specs/semconv/http/http-spans/ and https://opentelemetry.io/docs/specs/semconv/faas/faas-spans/</remarks>
internal readonly struct InvocationActivity : IDisposable
{
    private const string ErrorType = "error.type";

    private static readonly ActivitySource Source = new(FunctionsApplication.ActivitySourceName);

    private readonly Activity? activity;
    private readonly HttpResponse response;

    private InvocationActivity(Activity? activity, HttpResponse response) => (this.activity, this.response) = (activity, response);

    public static InvocationActivity Start(HttpContext http, RegisteredFunction function, FunctionContext context)
    {
        if (!Source.HasListeners())
            return new InvocationActivity(null, http.Response);

        var started = function is HttpFunction ? StartHttp(http) : Source.StartActivity(function.Definition.Name, ActivityKind.Internal, ParentOf(http.Request));
        started?.SetTag("faas.name", function.Definition.Name).SetTag("faas.invocation_id", context.InvocationId);
        return new InvocationActivity(started, http.Response);
    }

    public void Fail(Exception failure) => activity?.SetTag(ErrorType, failure.GetType().FullName);

    public void Dispose()
    {
        if (activity is null)
            return;
        if (activity.Kind == ActivityKind.Server)
            activity.SetTag("http.response.status_code", response.StatusCode);
        if (response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            activity.SetStatus(ActivityStatusCode.Error);
            if (activity.GetTagItem(ErrorType) is null)
                activity.SetTag(ErrorType, response.StatusCode.ToString(CultureInfo.InvariantCulture));
        }

        activity.Dispose();
    }

    private static Activity? StartHttp(HttpContext http)
    {
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        return Source.StartActivity($"{http.Request.Method} {route}", ActivityKind.Server, ParentOf(http.Request))?
            .SetTag("http.request.method", http.Request.Method).SetTag("http.route", route);
    }

    private static ActivityContext ParentOf(HttpRequest request) =>
        ActivityContext.TryParse(request.Headers.TraceParent, request.Headers.TraceState, isRemote: true, out var parent) ? parent : default;
}
