using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Functions.Messages;

namespace Omni.LocalAzure.Tests.Functions;

public sealed class MessagePayloads
{
    private const string Client =
        """
        "MessageReceiver":{},"MessageSession":{},"MessageActions":{},"SessionActions":{},"ReceiveActions":{},"Client":{"FullyQualifiedNamespace":"localhost","IsClosed":false,"TransportType":0,"Identifier":"…"}
        """;

    private const string Broker =
        """
        "DeliveryCount":"2","LockToken":"\"8a2f3b6c-0d0e-4f5a-9b1c-2d3e4f5a6b7c\"","ExpiresAtUtc":"2026-03-15T12:34:56","ExpiresAt":"2026-03-15T12:34:56+00:00","EnqueuedTimeUtc":"2026-03-01T12:34:56","EnqueuedTime":"2026-03-01T12:34:56+00:00","MessageId":"\"m-1\"","ContentType":"\"application/json\"","SequenceNumber":"9007199254740993","Subject":"\"order\"","Label":"\"order\"","CorrelationId":"\"corr-1\"","ApplicationProperties":{"tenant":"acme","n":5,"f":1.5,"b":true,"when":"2026-03-01T12:00:00Z"},"UserProperties":{"tenant":"acme","n":5,"f":1.5,"b":true,"when":"2026-03-01T12:00:00Z"},"SessionId":"\"sess-7\"","PartitionKey":"\"sess-7\""
        """;

    private const string System =
        """
        "sys":{"MethodName":"Work","UtcNow":"2026-11-21T22:05:06.0000000Z","RandGuid":"…"}
        """;

    [Fact]
    public void A_text_message_travels_as_json_text_in_a_string_and_its_properties_join_the_metadata() =>
        Assert.Equal(
            $$$""""{"Data":{"msg":"\"{\\\"a\\\":1,\\\"name\\\":\\\"é\\\"}\""},"Metadata":{{{{Client}}},{{{Broker}}},{{{System}}},"a":"\"1\"","name":"\"é\""}}"""",
            One(BodyType.Text, """{"a":1,"name":"é"}"""));

    [Fact]
    public void A_binary_message_travels_as_base64_once_and_overwrites_nothing() =>
        Assert.Equal(
            $$$""""{"Data":{"msg":"eyJhIjoxLCJuYW1lIjoiw6kifQ=="},"Metadata":{{{{Client}}},{{{Broker}}},{{{System}}}}}"""",
            One(BodyType.Binary, """{"a":1,"name":"é"}"""));

    [Theory]
    [InlineData("plain \"text\"", """"{"Data":{"msg":"\"plain \\\"text\\\"\""},"""")]
    [InlineData("", """"{"Data":{"msg":"\"\""},"""")]
    public void A_message_that_is_no_object_is_only_data(string body, string start)
    {
        var payload = One(BodyType.Unspecified, body);
        Assert.StartsWith(start, payload, StringComparison.Ordinal);
        Assert.EndsWith(System + "}}", payload, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hostile_body_overwrites_the_brokers_metadata_as_in_the_real_host()
    {
        var metadata = Payload.Parse(One(BodyType.Text, """{"MessageId":"spoofed","sessionId":"other","DeliveryCount":99,"flag":true,"list":[1],"none":null,"my_trigger":1,"o":{"x":1}}""")).GetProperty("Metadata");
        Assert.Equal("\"spoofed\"", metadata.GetProperty("MessageId").GetString());
        Assert.Equal("\"other\"", metadata.GetProperty("SessionId").GetString());
        Assert.Equal("\"99\"", metadata.GetProperty("DeliveryCount").GetString());
        Assert.Equal("\"True\"", metadata.GetProperty("flag").GetString());
        Assert.Equal(1, metadata.GetProperty("o").GetProperty("x").GetInt32());
        Assert.All(["list", "none", "my_trigger"], name => Assert.False(metadata.TryGetProperty(name, out _)));
    }

    [Fact]
    public void Bytes_that_are_not_utf8_survive_as_binary_alone()
    {
        var message = Payload.Message("") with { Body = new byte[] { 0xff, 0x00 } };
        var binary = Payload.Written(envelope => MessageEnvelope.Write(envelope, Payload.Messages(BodyType.Binary, many: false), message, Payload.Now));
        Assert.Equal("/wA=", Payload.Parse(binary).GetProperty("Data").GetProperty("msg").GetString());
    }

    [Fact]
    public void A_batch_carries_index_aligned_arrays_as_strings_with_nulls_kept()
    {
        var payload = Payload.Parse(Batch(BodyType.Text, """{"a":1,"name":"é"}""", "plain \"text\""));
        Assert.Equal("""["{\"a\":1,\"name\":\"é\"}","plain \"text\""]""", payload.GetProperty("Data").GetProperty("msgs").GetString());
        var metadata = payload.GetProperty("Metadata");
        Assert.Equal("[2,2]", metadata.GetProperty("DeliveryCountArray").GetString());
        Assert.Equal("""["m-1","m-1"]""", metadata.GetProperty("MessageIdArray").GetString());
        Assert.Equal("[9007199254740993,9007199254740993]", metadata.GetProperty("SequenceNumberArray").GetString());
        Assert.Equal("[null,null]", metadata.GetProperty("ToArray").GetString());
        Assert.Equal("""["2026-03-01T12:34:56.789","2026-03-01T12:34:56.789"]""", metadata.GetProperty("EnqueuedTimeUtcArray").GetString());
        Assert.Equal("""["2026-03-15T12:34:56.789+00:00","2026-03-15T12:34:56.789+00:00"]""", metadata.GetProperty("ExpiresAtArray").GetString());
        Assert.Equal("acme", Payload.Parse(metadata.GetProperty("ApplicationPropertiesArray").GetString()!)[1].GetProperty("tenant").GetString()); // written above
        Assert.False(metadata.TryGetProperty("a", out _));
    }

    [Fact]
    public void A_binary_batch_is_an_array_of_base64_strings() =>
        Assert.StartsWith(
            """{"Data":{"msgs":"[\"eyJhIjoxfQ==\",\"cGxhaW4gInRleHQi\"]"},"Metadata":{""",
            Batch(BodyType.Binary, """{"a":1}""", "plain \"text\""),
            StringComparison.Ordinal);

    [Fact]
    public void A_batch_without_data_type_holds_parsed_values() =>
        Assert.StartsWith("""{"Data":{"msgs":"[{\"a\":1},{\"b\":2}]"},""", Batch(BodyType.Unspecified, """{"a":1}""", """{"b":2}"""), StringComparison.Ordinal);

    [Fact]
    public void A_batch_without_data_type_has_no_payload_when_one_message_is_not_json()
    {
        using var envelope = new Omni.LocalAzure.Functions.Invocations.Envelope();
        Assert.False(BatchEnvelope.TryWrite(envelope, Payload.Messages(BodyType.Unspecified, many: true), [Payload.Message("{}"), Payload.Message("plain")], Payload.Now));
    }

    private static string One(BodyType body, string text) =>
        Payload.Written(envelope => MessageEnvelope.Write(envelope, Payload.Messages(body, many: false), Payload.Message(text), Payload.Now));

    private static string Batch(BodyType body, params string[] texts) => Payload.Written(
        envelope => Assert.True(BatchEnvelope.TryWrite(envelope, Payload.Messages(body, many: true), [.. texts.Select(Payload.Message)], Payload.Now)));
}
