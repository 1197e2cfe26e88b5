using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Graph.Http;

/// <summary>What an address of a delta holds, opaque to callers: the options of the first call and the place that was reached.</summary>
internal sealed record DeltaToken
{
    public required string Folder { get; init; }

    /// <summary>Of the folder when it was given out.</summary>
    public required long Generation { get; init; }

    public required MailPosition Position { get; init; }

    public string? Select { get; init; }

    public int? Top { get; init; }

    public override string ToString() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this, DeltaTokenJson.Default.DeltaToken));

    /// <returns>Null when it is none of this folder's.</returns>
    public static DeltaToken? Parse(string text, MailFolder folder)
    {
        try
        {
            return JsonSerializer.Deserialize(Base64Url.DecodeFromChars(text), DeltaTokenJson.Default.DeltaToken) is { } token && token.Folder == folder.Id ? token : null;
        }
        catch (Exception foreign) when (foreign is FormatException or JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeltaToken))]
internal sealed partial class DeltaTokenJson : JsonSerializerContext;
