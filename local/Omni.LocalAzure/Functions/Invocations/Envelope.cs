using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Omni.LocalAzure.Functions.Invocations;

/// <summary>
/// The body of an invocation, <c>{"Data":{…},"Metadata":{…}}</c>, in buffers that are used again. What is no object travels as JSON text
/// inside a JSON string: it is written to <see cref="Text"/> first and closed with <see cref="EndText"/>. Not thread-safe.
/// </summary>
public sealed class Envelope : IDisposable
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private readonly ArrayBufferWriter<byte> _text = new(1024);

    public Envelope()
    {
        Json = new Utf8JsonWriter(_bytes, Plain);
        Text = new Utf8JsonWriter(_text, Plain);
    }

    /// <summary>The envelope itself.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>The inner JSON text of the member that comes next.</summary>
    public Utf8JsonWriter Text { get; }

    /// <summary>Valid until <see cref="Begin"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    /// <summary>Clears it and opens <c>Data</c>.</summary>
    public void Begin()
    {
        _bytes.ResetWrittenCount();
        Json.Reset(_bytes);
        Json.WriteStartObject();
        Json.WriteStartObject("Data");
    }

    public void BeginMetadata()
    {
        Json.WriteEndObject();
        Json.WriteStartObject("Metadata");
    }

    /// <summary>Writes the member <c>sys</c>, which every invocation carries.</summary>
    public void WriteSystem(string function, DateTimeOffset now)
    {
        Json.WriteStartObject("sys");
        Json.WriteString("MethodName", function);
        Json.WriteString("UtcNow", now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        Json.WriteString("RandGuid", Guid.NewGuid());
        Json.WriteEndObject();
    }

    public void End()
    {
        Json.WriteEndObject();
        Json.WriteEndObject();
        Json.Flush();
    }

    /// <summary>Writes what <see cref="Text"/> holds as the string <paramref name="name"/>.</summary>
    public void EndText(string name)
    {
        Text.Flush();
        Json.WriteString(name, _text.WrittenSpan);
        _text.ResetWrittenCount();
        Text.Reset(_text);
    }

    /// <summary>Writes a string as JSON text inside a JSON string; nothing when null.</summary>
    public void WriteText(string name, string? value)
    {
        if (value is null) return;
        Text.WriteStringValue(value);
        EndText(name);
    }

    public void Dispose()
    {
        Json.Dispose();
        Text.Dispose();
    }
}
