using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Omni.Functions.Hosting;

/// <summary>
/// Where spans, measurements and logs go, by the variables OpenTelemetry and Application Insights define; nowhere when neither address is set.
/// </summary>
/// <remarks>https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/</remarks>
public sealed class TelemetryOptions : IValidatableObject
{
    public const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";
    public const string ConnectionStringKey = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    public const string AuthenticationStringKey = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    public const string SamplerKey = "OTEL_TRACES_SAMPLER";
    public const string SamplerArgumentKey = "OTEL_TRACES_SAMPLER_ARG";

    private static readonly string[] Samplers =
        ["always_on", "always_off", "traceidratio", "parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio"];

    [Url(ErrorMessage = $"{EndpointKey} has to be an address, such as http://localhost:4317.")]
    public string? Endpoint { get; init; }

    public string? ConnectionString { get; init; }

    public string? AuthenticationString { get; init; }

    public string? Sampler { get; init; }

    public string? SamplerArgument { get; init; }

    /// <summary>The share of traces to record; null when the argument is none.</summary>
    public double? Ratio =>
        SamplerArgument is null ? 1
        : double.TryParse(SamplerArgument, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var ratio) ? ratio
        : null;

    public bool IsOn => Endpoint is not null || ConnectionString is not null;

    /// <summary>The user-assigned identity that may write to Application Insights; null for the system-assigned one.</summary>
    public string? ClientId => AuthenticationString?.Split(';')
        .FirstOrDefault(part => part.StartsWith("ClientId=", StringComparison.OrdinalIgnoreCase))?.Split('=', 2)[1];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ConnectionString?.Contains("InstrumentationKey=", StringComparison.OrdinalIgnoreCase) == false)
            yield return new ValidationResult($"{ConnectionStringKey} has to be the connection string of an Application Insights component.");
        if (AuthenticationString?.Contains("Authorization=AAD", StringComparison.OrdinalIgnoreCase) == false)
            yield return new ValidationResult($"{AuthenticationStringKey} has to be ClientId=<id>;Authorization=AAD, or Authorization=AAD alone.");
        if (Sampler is not null && !Samplers.Contains(Sampler))
            yield return new ValidationResult($"{SamplerKey} has to be one of {string.Join(", ", Samplers)}.");
        if (Ratio is null or > 1)
            yield return new ValidationResult($"{SamplerArgumentKey} has to be the share of traces to record, from 0 to 1, such as 0.1.");
    }

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
