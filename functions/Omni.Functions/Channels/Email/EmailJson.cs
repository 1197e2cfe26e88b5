using System.Text.Json;
using System.Text.Json.Serialization;

namespace Omni.Functions.Channels.Email;

[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(List<string[]>))]
internal sealed partial class EmailJson : JsonSerializerContext
{
    /// <summary>Nothing, which extras leave out, when there is no text.</summary>
    public static JsonElement Element(string? text) => string.IsNullOrEmpty(text) ? default : JsonSerializer.SerializeToElement(text, Default.String);

    /// <summary>Nothing for false.</summary>
    public static JsonElement Flag(bool flag) => flag ? JsonSerializer.SerializeToElement(flag, Default.Boolean) : default;

    /// <summary>Nothing for none.</summary>
    public static JsonElement Count(int count) => count <= 0 ? default : JsonSerializer.SerializeToElement(count, Default.Int32);
}
