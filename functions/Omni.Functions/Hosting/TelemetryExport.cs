using Azure.Monitor.OpenTelemetry.Exporter;
using Omni.Functions.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Omni.Functions.Hosting;

/// <summary>
/// Sends spans, measurements and logs away, from the warm-up on: the first answer waits for none of it. Logs go to the OTLP endpoint only.
/// Application Insights gets them from the Functions host, who collects the lines the app prints; sent from here as well, each would be there twice.
/// </summary>
internal sealed class TelemetryExport(TelemetryOptions options, IConfiguration configuration, ILoggerFactory logs) : IWarmUp, IAsyncDisposable
{
    private ServiceProvider? _providers;

    public Task WarmUpAsync(CancellationToken cancellation)
    {
        var services = new ServiceCollection().AddSingleton(configuration);
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(configuration["OTEL_SERVICE_NAME"] ?? configuration["WEBSITE_SITE_NAME"] ?? "omni-functions"))
            .WithTracing(tracing => tracing.AddSource(Spans.SourceName, FunctionsApplication.ActivitySourceName))
            .WithMetrics(metrics => metrics.AddMeter(Metrics.MeterName));
        if (options.ConnectionString is not null)
            telemetry.WithTracing(tracing => tracing.AddAzureMonitorTraceExporter(Configure)).WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter(Configure));
        if (options.Endpoint is not null)
            telemetry.WithLogging(configureBuilder: null, records => records.IncludeFormattedMessage = true).UseOtlpExporter();

        // Last: the exporter of Azure Monitor brings a sampler of its own.
        telemetry.WithTracing(tracing => tracing.SetSampler(TraceSampling.Of(options)));
        Start(_providers = services.BuildServiceProvider());
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _providers?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Start(ServiceProvider providers)
    {
        _ = providers.GetRequiredService<TracerProvider>();
        _ = providers.GetRequiredService<MeterProvider>();
        foreach (var provider in providers.GetServices<ILoggerProvider>())
            logs.AddProvider(provider);
    }

    private void Configure(AzureMonitorExporterOptions exporter)
    {
        exporter.ConnectionString = options.ConnectionString;
        if (options.AuthenticationString is not null)
            exporter.Credential = Connections.Identity(options.ClientId);
    }
}
