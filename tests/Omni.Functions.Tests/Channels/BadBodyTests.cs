using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Tests.Contacts;

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
        var normalised = Samples.Channel(provider).Normalise(Samples.Request(provider, "text") with { Body = Encoding.UTF8.GetBytes(body) });

        Assert.Empty(normalised.Contacts);
        Assert.StartsWith("Send ", normalised.Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SignatureTests.Providers), MemberType = typeof(SignatureTests))]
    public void A_body_in_another_encoding_is_refused(string provider)
    {
        var request = Samples.Request(provider, "text");

        Assert.NotNull(Samples.Channel(provider).Normalise(request with { Body = Encoding.Unicode.GetBytes("{\"update_id\":1}") }).Refusal);
        Assert.NotNull(Samples.Channel(provider).Normalise(request with { Body = Encoding.Latin1.GetBytes("{\"name\":\"Zo\u00eb\"}") }).Refusal);
    }

    [Theory]
    [MemberData(nameof(SignatureTests.Providers), MemberType = typeof(SignatureTests))]
    public void A_foreign_content_type_is_refused(string provider) =>
        Assert.NotNull(Samples.Channel(provider).Normalise(Samples.Request(provider, "text") with { ContentType = "text/xml" }).Refusal);

    [Theory]
    [MemberData(nameof(SignatureTests.Providers), MemberType = typeof(SignatureTests))]
    public void A_byte_order_mark_does_no_harm(string provider)
    {
        var request = Samples.Request(provider, "text");

        var normalised = Samples.Channel(provider).Normalise(request with { Body = new byte[] { 0xEF, 0xBB, 0xBF }.Concat(request.Body.ToArray()).ToArray() });

        Assert.Single(normalised.Contacts);
    }

    [Property(MaxTest = 1000)]
    public Property A_sample_with_random_damage_gives_whole_contacts_or_none_and_never_throws() =>
        Prop.ForAll(Damaged().ToArbitrary(), damaged =>
        {
            var normalised = Samples.Channel(damaged.Provider).Normalise(damaged.Request);
            return normalised.Contacts.All(SurvivesTheTopic);
        });

    private static bool SurvivesTheTopic(Contact contact)
    {
        var message = new ArrayBufferWriter<byte>();
        ContactEvent.Write(message, contact);
        var reading = ContactEvent.ReadAsync(message.WrittenMemory, new ClaimsInMemory(), CancellationToken.None);
        return reading is { IsCompletedSuccessfully: true, Result: ReadableContact read } && read.Contact.Id == contact.Id;
    }

    private static Gen<(string Provider, WebhookRequest Request)> Damaged()
    {
        var samples = ChannelCatalogue.Entries.SelectMany(entry => Samples.Names(entry.Provider).Select(name => (entry.Provider, Request: Samples.Request(entry.Provider, name)))).ToArray();
        return from sample in Gen.Elements(samples)
               from damage in Gen.Elements<Func<byte[], int, byte, byte[]>>(Cut, Change, Repeat, Swap)
               from at in Gen.Choose(0, sample.Request.Body.Length - 1)
               from octet in Gen.Choose(0, 255)
               select (sample.Provider, sample.Request with { Body = damage(sample.Request.Body.ToArray(), at, (byte)octet) });
    }

    private static byte[] Cut(byte[] body, int at, byte octet) => body[..at];

    private static byte[] Change(byte[] body, int at, byte octet)
    {
        body[at] = octet;
        return body;
    }

    private static byte[] Repeat(byte[] body, int at, byte octet) => [.. body[..at], .. body[Math.Max(0, at - octet)..]];

    /// <summary>Exchanges a value for one of another kind: the document stays JSON, its shape does not.</summary>
    private static byte[] Swap(byte[] body, int at, byte octet)
    {
        var colon = Array.IndexOf(body, (byte)':', at);
        string[] values = ["null", "[]", "{}", "17", "-1e400", "true", "\"\\ud83d\"", "[[1]]", "\"\\u0000\"", "99999999999999999999"];
        return colon < 0 ? body : [.. body[..(colon + 1)], .. Encoding.UTF8.GetBytes(values[octet % values.Length] + ",\"x\":"), .. body[(colon + 1)..]];
    }
}
