using System.Buffers;
using System.Text;
using System.Text.Json;
using Azure.Messaging;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Contacts;

public sealed class ContactEventTests
{
    private static readonly Contact Written = Sample.Contact("c1", new Identity("phone", "+447700900123", Trust.Verified)) with
    {
        Raw = JsonDocument.Parse("""{"name":"\u0410\ud83d\ude00"}""").RootElement,
        Extras = new Dictionary<string, JsonElement> { ["location"] = JsonDocument.Parse("""{"latitude":55.7}""").RootElement },
        OccurredAt = Sample.Noon.AddTicks(12_345),
    };

    [Fact]
    public async Task A_contact_survives_the_way_over_the_topic()
    {
        var reading = await Read(Bytes(output => ContactEvent.Write(output, Written)));

        var read = Assert.IsType<ReadableContact>(reading).Contact;
        Assert.Equal(Written.From.Identities, read.From.Identities);
        Assert.Equal(Written.Text, read.Text);
        Assert.Equal("А😀", read.Raw?.GetProperty("name").GetString());
        Assert.Equal(55.7, read.Extras["location"].GetProperty("latitude").GetDouble());
        Assert.Equal(Sample.Noon.AddMilliseconds(1), read.OccurredAt);
    }

    [Fact]
    public void The_event_is_a_CloudEvent_to_everybody_else()
    {
        var parsed = CloudEvent.Parse(new BinaryData(Bytes(output => ContactEvent.Write(output, Written))))!;

        Assert.Equal("c1", parsed.Id);
        Assert.Equal("/channels/whatsapp/106540352242922", parsed.Source);
        Assert.Equal("omni.contact.received", parsed.Type);
        Assert.Equal("application/json", parsed.DataContentType);
        Assert.Equal("Добрый день", parsed.Data!.ToObjectFromJson<JsonElement>().GetProperty("text").GetString());
    }

    [Fact]
    public void Words_stay_words_and_times_end_in_Z()
    {
        var text = Encoding.UTF8.GetString(Bytes(output => ContactEvent.Write(output, Written)));

        Assert.Contains("\"trust\":\"verified\"", text, StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"message\"", text, StringComparison.Ordinal);
        Assert.Contains("\"occurredAt\":\"2026-05-04T12:00:00.001Z\"", text, StringComparison.Ordinal);
        Assert.Contains("Добрый день", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reference_leads_to_the_contact()
    {
        var claims = new ClaimsInMemory();
        var reference = await claims.LeaveAsync("c1", Bytes(output => ContactEvent.WriteContact(output, Written)), default);

        var reading = await Read(Bytes(output => ContactEvent.WriteReference(output, Written, reference)), claims);

        Assert.Equal("c1", Assert.IsType<ReadableContact>(reading).Contact.Id);
    }

    [Fact]
    public async Task A_reference_to_nothing_is_unreadable() =>
        Assert.Equal(
            new UnreadableContact(UnreadableReason.ClaimMissing),
            await Read(Bytes(output => ContactEvent.WriteReference(output, Written, "claims/gone"))));

    [Theory]
    [InlineData("", UnreadableReason.Malformed)]
    [InlineData("{", UnreadableReason.Malformed)]
    [InlineData("null", UnreadableReason.Malformed)]
    [InlineData("[]", UnreadableReason.Malformed)]
    [InlineData("""{"specversion":"1.0"}""", UnreadableReason.Malformed)]
    [InlineData("""{"specversion":"1.0","type":"other"}""", UnreadableReason.ForeignType)]
    [InlineData("""{"specversion":"1.0","type":"omni.contact.received"}""", UnreadableReason.NoContact)]
    [InlineData("""{"specversion":"1.0","type":"omni.contact.received","data":{}}""", UnreadableReason.Malformed)]
    [InlineData("""{"specversion":"1.0","type":"omni.contact.received","data":{"id":null}}""", UnreadableReason.Malformed)]
    public async Task A_message_that_is_no_contact_says_why(string message, UnreadableReason reason) =>
        Assert.Equal(new UnreadableContact(reason), await Read(Encoding.UTF8.GetBytes(message)));

    [Fact]
    public async Task Bytes_that_are_no_text_are_unreadable() =>
        Assert.Equal(new UnreadableContact(UnreadableReason.Malformed), await Read(Encoding.Latin1.GetBytes("{\"type\":\"\u00e9\"}")));

    private static ValueTask<ContactReading> Read(byte[] message, IClaimedContacts? claims = null) =>
        ContactEvent.ReadAsync(message, claims ?? new ClaimsInMemory(), CancellationToken.None);

    private static byte[] Bytes(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return output.WrittenSpan.ToArray();
    }
}
