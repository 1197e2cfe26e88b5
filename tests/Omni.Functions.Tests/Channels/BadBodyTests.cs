using System.Text;
using Omni.Functions.Channels;

namespace Omni.Functions.Tests.Channels;

public sealed class BadBodyTests
{
    public static TheoryData<string, string> BadBodies()
    {
        var bodies = new TheoryData<string, string>();
        foreach (var entry in ChannelCatalogue.Entries)
        {
            foreach (var body in new[] { "", "{", "[]", "null", "17", "{}", "{\"entry\":[", "<xml/>", new string('[', 100_000) })
                bodies.Add(entry.Provider, body);
        }

        return bodies;
    }

    [Theory]
    [MemberData(nameof(BadBodies))]
    public void A_body_nothing_can_be_read_from_is_refused_with_advice(string provider, string body)
    {
        var normalised = Samples.Channel(provider).Normalise(Samples.Request(provider, Samples.Ordinary(provider)) with { Body = Encoding.UTF8.GetBytes(body) });

        Assert.Empty(Samples.Ids(normalised));
        Assert.StartsWith("Send ", normalised.Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SignatureTests.Providers), MemberType = typeof(SignatureTests))]
    public void A_body_in_another_encoding_is_refused(string provider)
    {
        var request = Samples.Request(provider, Samples.Ordinary(provider));

        Assert.NotNull(Samples.Channel(provider).Normalise(request with { Body = Encoding.Unicode.GetBytes("{\"update_id\":1}") }).Refusal);
        Assert.NotNull(Samples.Channel(provider).Normalise(request with { Body = Encoding.Latin1.GetBytes("{\"name\":\"Zo\u00eb\"}") }).Refusal);
    }

    [Theory]
    [MemberData(nameof(SignatureTests.Providers), MemberType = typeof(SignatureTests))]
    public void A_foreign_content_type_is_refused(string provider) =>
        Assert.NotNull(Samples.Channel(provider).Normalise(Samples.Request(provider, Samples.Ordinary(provider)) with { ContentType = "text/xml" }).Refusal);

    [Theory]
    [MemberData(nameof(SignatureTests.Providers), MemberType = typeof(SignatureTests))]
    public void A_byte_order_mark_does_no_harm(string provider)
    {
        var request = Samples.Request(provider, Samples.Ordinary(provider));

        var normalised = Samples.Channel(provider).Normalise(request with { Body = new byte[] { 0xEF, 0xBB, 0xBF }.Concat(request.Body.ToArray()).ToArray() });

        Assert.Equal(Samples.Ids(Samples.Channel(provider).Normalise(request)).Count(), Samples.Ids(normalised).Count());
    }
}
