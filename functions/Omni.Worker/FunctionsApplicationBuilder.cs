using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Omni.Worker.Envelopes;
using Omni.Worker.Hosting;
using Omni.Worker.Registration;

namespace Omni.Worker;

/// <summary>Starts from an empty web application: what the worker does not need costs start-up time.</summary>
public sealed class FunctionsApplicationBuilder
{
    private readonly WebApplicationBuilder builder;
    private readonly FunctionRegistry registry;

    internal FunctionsApplicationBuilder(string[] args, FunctionRegistry registry)
    {
        this.registry = registry;
        builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = System.Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT"),
        });
        builder.Configuration.AddEnvironmentVariables().AddCommandLine(args);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(HandlerEndpoint.Configure);
        builder.Services.AddRouting().AddSingleton<FirstAnswer>().AddHostedService<WarmUpAfterStart>();
        builder.Services.AddMessageConverters();
        builder.Logging.AddWorkerConsole(builder.Configuration);
    }

    public IServiceCollection Services => builder.Services;

    public ConfigurationManager Configuration => builder.Configuration;

    public IHostEnvironment Environment => builder.Environment;

    public ILoggingBuilder Logging => builder.Logging;

    public IHost Build()
    {
        var app = builder.Build();
        app.UseMiddleware<Invocation>();
        FunctionRoutes.Map(app, registry, HostJson.RoutePrefix(app.Configuration));
        return app;
    }
}
