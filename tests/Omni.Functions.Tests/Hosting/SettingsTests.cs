using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Omni.Functions.Customers;
using Omni.Functions.Hosting;
using Omni.Functions.Ingestion;
using Omni.Worker;

namespace Omni.Functions.Tests.Hosting;

public sealed class SettingsTests
{
    internal static readonly Dictionary<string, string?> Good = new()
    {
        ["ServiceBus"] = "Endpoint=sb://localhost:5300;SharedAccessKeyName=Root;SharedAccessKey=a2V5;UseDevelopmentEmulator=true;",
        ["Attachments"] = "UseDevelopmentStorage=true",
        ["Cosmos:accountEndpoint"] = "http://localhost:8081/",
        ["Cosmos:accountKey"] = "a2V5",
        ["Cosmos:database"] = "omni",
        ["Omni:IdSalt"] = "a salt of some length",
    };

    [Fact]
    public void Right_settings_start_the_app_without_connecting_to_anything()
    {
        var app = Start(Good);
        Assert.NotNull(app.Services.GetRequiredService<ContactResolution>());
        Assert.NotNull(app.Services.GetRequiredService<IContactTopic>());
    }

    [Theory]
    [InlineData("Cosmos:accountEndpoint", null, "Cosmos__accountEndpoint")]
    [InlineData("Cosmos:accountEndpoint", "localhost", "Cosmos__accountEndpoint")]
    [InlineData("Cosmos:accountKey", null, "Cosmos__accountKey")]
    [InlineData("Cosmos:accountKey", "no key!", "Cosmos__accountKey")]
    [InlineData("Cosmos:credential", "password", "Cosmos__credential")]
    [InlineData("Cosmos:connectionMode", "Carrier pigeon", "Cosmos__connectionMode")]
    [InlineData("Cosmos:database", "", "Cosmos__database")]
    [InlineData("ServiceBus", null, "ServiceBus__fullyQualifiedNamespace")]
    [InlineData("ServiceBus", "localhost", "Endpoint=sb://")]
    [InlineData("Identity:Shared", "info", "Identity__Shared")]
    [InlineData("Profile:Survivorship", "name=loudest", "Profile__Survivorship")]
    [InlineData("ServiceBus", "Endpoint=sb://bus.example/", "SharedAccessKey")]
    [InlineData("ServiceBus", "Endpoint=sb://bus.example/;SharedAccessKeyName=Root;SharedAccessKey=", "SharedAccessKey")]
    [InlineData("ServiceBus", "Endpoint=localhost:5300;SharedAccessKeyName=Root;SharedAccessKey=a2V5", "Endpoint=sb://")]
    [InlineData("ServiceBus", "Endpoint=sb://bus.example/;nonsense", "ServiceBus")]
    [InlineData("ServiceBus:fullyQualifiedNamespace", "sb://name.servicebus.windows.net/", "ServiceBus__fullyQualifiedNamespace")]
    [InlineData("Attachments", null, "Attachments__blobServiceUri")]
    [InlineData("Attachments", "nonsense", "AccountKey")]
    [InlineData("Attachments", "AccountName=name", "AccountKey")]
    [InlineData("Attachments", "AccountName=name;AccountKey=", "AccountKey")]
    [InlineData("Attachments", "AccountName=name;AccountKey=no key!", "AccountKey")]
    [InlineData("Attachments", "AccountName=name;AccountKey=a2V5;BlobEndpoint=here", "Attachments")]
    [InlineData("Attachments:blobServiceUri", "storage", "Attachments__blobServiceUri")]
    [InlineData("Omni:IdSalt", null, "Omni__IdSalt")]
    [InlineData("Omni:IdSalt", "brief", "Omni__IdSalt")]
    [InlineData("Omni:IdSalt", "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/Omni--IdSalt)", "Omni__IdSalt")]
    [InlineData("Omni:AnswerWithinMinutes", "half an hour", "Omni__AnswerWithinMinutes")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("OTEL_TRACES_SAMPLER", "sometimes", "OTEL_TRACES_SAMPLER")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "10%", "OTEL_TRACES_SAMPLER_ARG")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "the usual one", "APPLICATIONINSIGHTS_CONNECTION_STRING")]
    [InlineData("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "ApiKey=1", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING")]
    [InlineData("Omni:DefaultRegion", "Russia", "Omni__DefaultRegion")]
    [InlineData("Omni:DefaultRegion", "Ru", "Omni__DefaultRegion")]
    [InlineData("Omni:PublicUrl", "here", "Omni__PublicUrl")]
    [InlineData("Graph:push", "perhaps", "Graph__push")]
    public void A_wrong_or_missing_setting_stops_the_start_with_its_name(string key, string? value, string expected)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Start(new(Good) { [key] = value }));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        if (value is { Length: > 0 })
            Assert.DoesNotContain(value, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cosmos:connectionMode", "gateway")]
    [InlineData("Cosmos:connectionMode", "DIRECT")]
    [InlineData("Cosmos:connectionMode", "")]
    [InlineData("Cosmos:credential", "ManagedIdentity")]
    public void The_words_of_a_setting_may_be_written_in_any_case_or_left_empty(string key, string value) =>
        Assert.NotNull(Start(new(Good) { [key] = value }));

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Start([]));
        Assert.Equal(5, failure.Failures.Count());
    }

    [Theory]
    [InlineData("Attachments", "AccountName=name")]
    [InlineData("Channels:Form:AllowedOrigins", "https://shop.example/path")]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT", "none")]
    public void A_wrong_setting_ends_the_process_with_one_line(string key, string value)
    {
        using var errors = new StringWriter();
        var settings = new Dictionary<string, string?>(Good) { ["FUNCTIONS_CUSTOMHANDLER_PORT"] = "0", [key] = value };

        var exitCode = Omni.Functions.Hosting.Start.Run([.. settings.Select(pair => $"--{pair.Key}={pair.Value}")], errors);

        Assert.Equal(1, exitCode);
        var line = Assert.Single(errors.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(key.Split(':')[^1], line, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Managed_identities_need_no_key()
    {
        var azure = new Dictionary<string, string?>
        {
            ["ServiceBus:fullyQualifiedNamespace"] = "name.servicebus.windows.net",
            ["ServiceBus:credential"] = "managedidentity",
            ["ServiceBus:clientId"] = "00000000-0000-0000-0000-000000000001",
            ["Attachments:blobServiceUri"] = "https://name.blob.core.windows.net/",
            ["Cosmos:accountEndpoint"] = "https://name.documents.azure.com/",
            ["Cosmos:credential"] = "managedidentity",
            ["Omni:IdSalt"] = "a salt of some length",
        };
        var services = Start(azure).Services;
        Assert.NotNull(services.GetRequiredService<ICustomerStore>());
        Assert.NotNull(services.GetRequiredService<IContactTopic>());
    }

    internal static Microsoft.Extensions.Hosting.IHost Start(Dictionary<string, string?> settings)
    {
        var given = settings.Where(pair => pair.Value is not null).Select(pair => $"--{pair.Key}={pair.Value}");
        string[] arguments = [.. given, "--FUNCTIONS_CUSTOMHANDLER_PORT=1"];
        return FunctionsApplication.CreateBuilder(arguments, typeof(OmniRegistration).Assembly).AddOmni().Build();
    }
}
