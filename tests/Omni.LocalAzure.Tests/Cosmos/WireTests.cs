using System.Text;
using System.Text.Json.Nodes;
using Omni.LocalAzure.Cosmos.Charges;
using Omni.LocalAzure.Cosmos.Store;
using Omni.LocalAzure.Cosmos.Wire;

namespace Omni.LocalAzure.Tests.Cosmos;

public sealed class WireTests
{
    [Fact]
    public void A_create_operation_is_read_from_its_bytes()
    {
        var json = """{"id":"1","pk":"a","value":"xyz"}"""u8.ToArray();
        byte[] row = [0x81, 0x70, 0x54, 0xE1, 0x7F, 0x43, 0, 0, 0, 0, 2, 0, 0, 0, (byte)json.Length, .. json, 0x14, 0x09, 0x07, .. "\"stale\""u8];

        var operation = Assert.Single(HybridRowBatchReader.Read(Framed(row)));

        Assert.Equal(BatchOperationType.Create, operation.Type);
        Assert.Equal(json, operation.Body.ToArray());
        Assert.Equal("\"stale\"", operation.IfMatch);
    }

    [Theory]
    [InlineData("")]
    [InlineData("81")]
    [InlineData("81F0D8FF7F010A00000081")]
    [InlineData("81F0D8FF7F010A00000081F1D8FF7FFFFFFF7F00000000")]
    public void A_batch_that_is_cut_short_is_refused(string hex) =>
        Assert.Throws<InvalidDataException>(() => HybridRowBatchReader.Read(Convert.FromHexString(hex)));

    [Fact]
    public void A_result_is_written_in_the_layout_of_its_schema()
    {
        var bytes = HybridRowBatchWriter.Write([new BatchResult { Status = 201, Charge = 5.71, ETag = "\"e\"" }]);

        Assert.Equal(
            "81F0D8FF7F010A000000" + "81F1D8FF7F1C000000",
            Convert.ToHexString(bytes.Span[..19]));
        Assert.Equal("817154E17F07C900000000000000" + "03226522" + "1006D7A3703D0AD71640", Convert.ToHexString(bytes.Span[23..]));
    }

    [Fact]
    public void The_checksum_is_that_of_zlib() => Assert.Equal(0xCBF43926u, Crc32.Of("123456789"u8));

    [Fact]
    public void A_resource_id_has_its_parents_bytes_and_the_shape_clients_parse()
    {
        var database = ResourceId.Database(7);
        var container = ResourceId.Container(database, 3);

        Assert.Equal((4, 8), (database.Length, container.Length));
        Assert.Equal(database, container[..4]);
        Assert.True((container[4] & 0x80) != 0);
        Assert.DoesNotContain('/', ResourceId.Text([0xFF, 0xFF, 0xFF]));
    }

    [Fact]
    public void Excluded_properties_cost_no_index_entries()
    {
        var definition = ContainerDefinition.Parse(JsonNode.Parse(
            """{"id":"c","partitionKey":{"paths":["/pk"]},"indexingPolicy":{"includedPaths":[{"path":"/*"}],"excludedPaths":[{"path":"/text/?"},{"path":"/raw/*"}]}}""")!.AsObject());
        var body = Encoding.UTF8.GetBytes("""{"id":"1","pk":"a","text":"long","raw":{"a":1,"b":[1,2]},"tags":["x","y"],"_etag":"old"}""");

        var document = ItemDocument.Parse(body, definition);

        Assert.Equal(4, document.IndexedLeaves);
        Assert.True(RequestCharges.Create(1000, 4) < RequestCharges.Create(1000, 9));
    }

    [Fact]
    public void The_model_gives_the_published_charges()
    {
        Assert.Equal(1, RequestCharges.Read(1024));
        Assert.Equal(1.33, RequestCharges.Read(8 * 1024));
        Assert.Equal(5.71, RequestCharges.Create(500, 4));
        Assert.Equal(10.66, RequestCharges.Replace(500, 4));
    }

    [Theory]
    [InlineData("""{"a":"cut \ud83d"}""", """{"a":"cut \ufffd"}""")]
    [InlineData("""{"a":"\ude00\uD83D"}""", """{"a":"\ufffd\ufffd"}""")]
    [InlineData("""{"\ud83d":1}""", """{"\ufffd":1}""")]
    [InlineData("""{"a":"\ud83d\ud83d\ude00"}""", """{"a":"\ufffd\ud83d\ude00"}""")]
    [InlineData("""{"a":"\uD83D\uDE00 😀"}""", """{"a":"\uD83D\uDE00 😀"}""")]
    [InlineData("""{"a":"\\ud83d"}""", """{"a":"\\ud83d"}""")]
    [InlineData("""{"a":"\\\ud83d"}""", """{"a":"\\\ufffd"}""")]
    [InlineData("\\ud8", "\\ud8")]
    public void Half_a_pair_of_surrogates_becomes_the_replacement_character(string sent, string kept) =>
        Assert.Equal(kept, Encoding.UTF8.GetString(LoneSurrogates.Replaced(Encoding.UTF8.GetBytes(sent))));

    private static byte[] Framed(byte[] row) =>
    [
        0x81, 0xF0, 0xD8, 0xFF, 0x7F, 0x01, 0x0A, 0, 0, 0,
        0x81, 0xF1, 0xD8, 0xFF, 0x7F, .. BitConverter.GetBytes(row.Length), .. BitConverter.GetBytes(Crc32.Of(row)), .. row,
    ];
}
