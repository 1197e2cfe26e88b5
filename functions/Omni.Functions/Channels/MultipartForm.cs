using System.Buffers;
using System.Text;

namespace Omni.Functions.Channels;

/// <summary>A form with a file, for providers that take the bytes.</summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc7578</remarks>
internal static class MultipartForm
{
    /// <param name="boundary">Random enough not to stand in the file: an id will do.</param>
    public static string ContentType(string boundary) => $"multipart/form-data; boundary={boundary}";

    public static ReadOnlyMemory<byte> Write(string boundary, IEnumerable<(string Name, string Value)> fields, string fileField, OutgoingFile file)
    {
        var output = new ArrayBufferWriter<byte>(1024 + (file.Content?.Length ?? 0));
        foreach (var (name, value) in fields)
            Write(output, $"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        Write(output, $"--{boundary}\r\nContent-Disposition: form-data; name=\"{fileField}\"; filename=\"{Quoted(file.Name)}\"\r\nContent-Type: {file.ContentType}\r\n\r\n");
        output.Write(file.Content.GetValueOrDefault().Span);
        Write(output, $"\r\n--{boundary}--\r\n");
        return output.WrittenMemory;
    }

    private static void Write(ArrayBufferWriter<byte> output, string text) => Encoding.UTF8.GetBytes(text, output);

    /// <summary>As browsers do.</summary>
    private static string Quoted(string name) => name.Replace("\"", "%22", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
}
