using Omni.LocalAzure.Functions.Admin;
using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Functions.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Omni.LocalAzure.Functions;

/// <summary>The port of the Functions host. It listens before the app is read, because the app is told its address; requests wait until then.</summary>
public sealed class FunctionsDoor
{
    private readonly TaskCompletionSource<RequestDelegate> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IServiceProvider? _services;

    /// <summary>The vendor's limit for a request body.</summary>
    public const long MaxRequestBody = 104_857_600;

    public void Map(WebApplication application)
    {
        _services = application.Services;
        application.Run(async context => await (await _opened.Task.WaitAsync(context.RequestAborted))(context));
    }

    /// <summary>Lets requests in.</summary>
    public void Open(FunctionApp app, FunctionsHost host, FunctionKeys keys)
    {
        var services = _services ?? throw new InvalidOperationException("The port is not mapped yet.");
        var routes = new FunctionRoutes(app.Functions, app.Configuration.RoutePrefix, services.GetRequiredService<IInlineConstraintResolver>());
        var envelopes = new EnvelopePassage(host.Invoker, host.Time);
        IHttpPassage passage = app.Configuration.Http switch
        {
            HttpPassing.Proxied => new ProxyPassage(host.Handler, host.Connections, services.GetRequiredService<IHttpForwarder>()),
            HttpPassing.Forwarded => new ForwardPassage(host.Handler, host.Connections),
            _ => envelopes,
        };
        var entry = new HttpEntry(routes, keys, passage, envelopes);
        var administration = new Administration(app, host, keys);
        _opened.TrySetResult(context => administration.Owns(context.Request.Path) ? administration.EnterAsync(context) : entry.EnterAsync(context));
    }
}
