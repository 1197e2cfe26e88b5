using System.ComponentModel.DataAnnotations;

namespace Omni.Functions.Hosting;

/// <summary>
/// Where spans, measurements and logs go, by the variables OpenTelemetry and Application Insights define; nowhere when neither address is set.
/// </summary>
/// <remarks>https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/</remarks>
public sealed class TelemetryOptions
{
    public const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";
    public const string ConnectionStringKey = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    public const string AuthenticationStringKey = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    public const string SamplerKey = "OTEL_TRACES_SAMPLER";
    public const string SamplerArgumentKey = "OTEL_TRACES_SAMPLER_ARG";

    [Url(ErrorMessage = $"{EndpointKey} has to be an address, such as http://localhost:4317.")]
    public string? Endpoint { get; init; }

    [RegularExpression("(?i).*InstrumentationKey=.*", ErrorMessage = $"{ConnectionStringKey} has to be the connection string of an Application Insights component.")]
    public string? ConnectionString { get; init; }

    [RegularExpression("(?i)(ClientId=[^;]+;)?Authorization=AAD;?", ErrorMessage = $"{AuthenticationStringKey} has to be ClientId=<id>;Authorization=AAD, or Authorization=AAD alone.")]
    public string? AuthenticationString { get; init; }

    [RegularExpression("(parentbased_)?(always_on|always_off|traceidratio)", ErrorMessage = $"{SamplerKey} has to be always_on, always_off or traceidratio, with or without parentbased_ before it.")]
    public string? Sampler { get; init; }

    [RegularExpression(@"0(\.\d+)?|1(\.0+)?", ErrorMessage = $"{SamplerArgumentKey} has to be the share of traces to record, from 0 to 1, such as 0.1.")]
    public string? SamplerArgument { get; init; }

    public bool IsOn => Endpoint is not null || ConnectionString is not null;

    /// <summary>The user-assigned identity that may write to Application Insights; null for the system-assigned one.</summary>
    public string? ClientId => AuthenticationString?.Split(';')
        .FirstOrDefault(part => part.StartsWith("ClientId=", StringComparison.OrdinalIgnoreCase))?.Split('=', 2)[1];

    public static TelemetryOptions From(IConfiguration configuration)
    {
        return new()
        {
            Endpoint = Value(EndpointKey),
            ConnectionString = Value(ConnectionStringKey),
            AuthenticationString = Value(AuthenticationStringKey),
            Sampler = Value(SamplerKey),
            SamplerArgument = Value(SamplerArgumentKey),
        };

        string? Value(string key) => configuration[key] is { Length: > 0 } value ? value : null;
    }
}
