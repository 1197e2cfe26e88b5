using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Omni.LocalAzure.Cosmos.Wire;

namespace Omni.LocalAzure.Cosmos.Store;

/// <summary>The operations of a partial update, applied in order to one document, all or none.</summary>
internal sealed class ItemPatch
{
    public const int MaxOperations = 10;

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = ItemDocument.MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Text stays as long as it was: an escaped Cyrillic letter would take three times its bytes.</summary>
    private static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<PatchStep> _steps;

    private ItemPatch(List<PatchStep> steps) => _steps = steps;

    /// <summary>Whether the patch applies to this document; null when it always does.</summary>
    public Func<byte[], bool>? Condition { get; private init; }

    /// <param name="body"><c>{"condition":…,"operations":[…]}</c> or the bare array of operations.</param>
    /// <param name="compileCondition">Turns the text after SELECT into a predicate over the stored document.</param>
    /// <exception cref="FormatException">The patch is malformed.</exception>
    public static ItemPatch Parse(ReadOnlyMemory<byte> body, Func<string, Func<byte[], bool>> compileCondition)
    {
        if (!JsonText.IsUnicode(body.Span)) throw new FormatException("The patch has text that is no Unicode.");
        try
        {
            var root = JsonNode.Parse(body.Span, documentOptions: Deep);
            var operations = root as JsonArray ?? root?["operations"] as JsonArray ?? throw new FormatException("The patch has no operations.");
            if (operations.Count is 0 or > MaxOperations) throw new FormatException("A patch has 1 to 10 operations.");
            var condition = (string?)(root as JsonObject)?["condition"];
            return new ItemPatch([.. operations.Select(PatchStep.Parse)])
            {
                Condition = condition is null ? null : compileCondition(condition),
            };
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            throw new FormatException("The patch is malformed.", malformed);
        }
    }

    /// <exception cref="FormatException">A path does not exist or may not be patched.</exception>
    public byte[] Apply(byte[] document)
    {
        try
        {
            var root = JsonNode.Parse(document, documentOptions: Deep)!.AsObject(); // stored documents are objects
            foreach (var step in _steps) step.Apply(root);
            using var stream = new MemoryStream(document.Length + 256);
            using (var writer = new Utf8JsonWriter(stream, Unescaped)) root.WriteTo(writer);
            return stream.ToArray();
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            throw new FormatException("The stored document has a name twice in one object, or text that is no Unicode: replace it whole.", malformed);
        }
    }
}
