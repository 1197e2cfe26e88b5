using Omni.Azure.Messaging.ServiceBus;

namespace Omni.Functions.Tests.Azure;

public sealed class SharedAccessSignatureTests
{
    private const string Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static readonly DateTimeOffset Expiry = DateTimeOffset.FromUnixTimeSeconds(1768476030);

    [Fact]
    public void The_signature_is_the_one_the_official_library_makes() =>
        Assert.Equal(
            "SharedAccessSignature sr=https%3A%2F%2Fcontoso-hub.servicebus.windows.net%2Finbound"
            + "&sig=a8GhTwOaf4n%2FS5Lb9DNObBbl92TH4G%2F%2Bl8oVFCfLfWY%3D&se=1768476030&skn=SendOnly",
            SharedAccessSignature.Sign("https://contoso-hub.servicebus.windows.net/inbound", "SendOnly", Key, Expiry));

    [Fact]
    public void The_scheme_is_part_of_what_is_signed() =>
        Assert.Contains(
            $"&sig={Uri.EscapeDataString("rT22hNvgUcKdradIXf91DCR6LfgtMs7leapK32A3Nfk=")}&",
            SharedAccessSignature.Sign("sb://contoso-hub.servicebus.windows.net/inbound", "SendOnly", Key, Expiry),
            StringComparison.Ordinal);

    [Fact]
    public void A_connection_string_is_split_at_the_first_equals_sign_of_each_part()
    {
        var properties = ServiceBusConnectionStringProperties.Parse(
            $"endpoint=sb://contoso-hub.servicebus.windows.net/;SharedAccessKeyName=SendOnly;SHAREDACCESSKEY={Key};EntityPath=inbound;");

        Assert.Equal("contoso-hub.servicebus.windows.net", properties.FullyQualifiedNamespace);
        Assert.Equal(("SendOnly", Key, "inbound"), (properties.SharedAccessKeyName, properties.SharedAccessKey, properties.EntityPath));
    }

    [Theory]
    [InlineData("SharedAccessKeyName=a;SharedAccessKey=hidden-value")]
    [InlineData("Endpoint=sb://contoso-hub.servicebus.windows.net/;SharedAccessKey=hidden-value")]
    [InlineData("Endpoint=sb://contoso-hub.servicebus.windows.net/;hidden-value")]
    public void An_incomplete_connection_string_is_refused_without_repeating_it(string connectionString)
    {
        var failure = Assert.Throws<FormatException>(() => new ServiceBusClient(connectionString));

        Assert.DoesNotContain("hidden-value", failure.ToString(), StringComparison.Ordinal);
    }
}
