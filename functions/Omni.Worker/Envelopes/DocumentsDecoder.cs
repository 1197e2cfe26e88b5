using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Omni.Worker.Envelopes;

/// <summary>The change feed's documents: an array, as text, as text once more.</summary>
internal sealed class DocumentsDecoder<T>(string binding) : TriggerDecoder<IReadOnlyList<T>>(binding)
{
    private JsonTypeInfo<T>? documentType;

    public override void RequireServices(string function, IServiceProvider services) =>
        documentType = DocumentType(services)
            ?? throw new InvalidOperationException(
                $"Function {function}: no registered {nameof(JsonSerializerContext)} knows {typeof(T)}.");

    public override IReadOnlyList<T> Decode(Envelope envelope, IServiceProvider services)
    {
        using var outer = JsonText.Of(envelope.Trigger);
        using var inner = JsonText.Of(outer.Utf8);
        var reader = new Utf8JsonReader(inner.Utf8);
        var documents = new List<T>();
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("The change batch is no array.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            documents.Add(JsonSerializer.Deserialize(ref reader, documentType!) ?? throw new JsonException("A document is null."));
        return documents;
    }

    private static JsonTypeInfo<T>? DocumentType(IServiceProvider services) =>
        services.GetServices<JsonSerializerContext>()
            .Append(WorkerJson.Default)
            .Select(context => context.GetTypeInfo(typeof(T)))
            .OfType<JsonTypeInfo<T>>()
            .FirstOrDefault();
}
