using System.Text.Json;

namespace Omni.Worker.Envelopes;

/// <summary>Reads the metadata of messages. A batch has it by columns: an array for each member, aligned with the bodies.</summary>
internal static class MessageMetadata
{
    private static readonly Column[] Columns =
    [
        new("MessageId", static (ref cell, message) => message.MessageId = cell.GetString()),
        new("SessionId", static (ref cell, message) => message.SessionId = cell.GetString()),
        new("ReplyToSessionId", static (ref cell, message) => message.ReplyToSessionId = cell.GetString()),
        new("CorrelationId", static (ref cell, message) => message.CorrelationId = cell.GetString()),
        new("Subject", static (ref cell, message) => message.Subject = cell.GetString()),
        new("ContentType", static (ref cell, message) => message.ContentType = cell.GetString()),
        new("To", static (ref cell, message) => message.To = cell.GetString()),
        new("ReplyTo", static (ref cell, message) => message.ReplyTo = cell.GetString()),
        new("PartitionKey", static (ref cell, message) => message.PartitionKey = cell.GetString()),
        new("DeadLetterSource", static (ref cell, message) => message.DeadLetterSource = cell.GetString()),
        new("DeliveryCount", static (ref cell, message) => message.DeliveryCount = cell.GetInt32()),
        new("SequenceNumber", static (ref cell, message) => message.SequenceNumber = cell.GetInt64()),
        new("EnqueuedTimeUtc", static (ref cell, message) => message.EnqueuedTime = UtcTime(ref cell), IsTime: true),
        new("ExpiresAtUtc", static (ref cell, message) => message.ExpiresAt = UtcTime(ref cell), IsTime: true),
        new("LockToken", static (ref cell, message) => message.LockToken = cell.GetGuid()),
        new("ApplicationProperties", static (ref cell, message) => message.ApplicationProperties = ApplicationProperties.Read(ref cell)),
    ];

    private delegate void CellReader(ref Utf8JsonReader cell, MessageParts message);

    public static void ReadSingle(ReadOnlySpan<byte> metadata, MessageParts message)
    {
        var members = new JsonMembers(metadata);
        while (members.Next())
        {
            if (Find(members.Name) is { } column)
                ReadSingle(column, members.Value, message);
        }
    }

    public static void ReadBatch(ReadOnlySpan<byte> metadata, MessageParts[] messages)
    {
        var members = new JsonMembers(metadata);
        while (members.Next())
        {
            if (members.Name.EndsWith("Array"u8) && Find(members.Name[..^"Array"u8.Length]) is { } column)
                ReadBatch(column, members.Value, messages);
        }
    }

    private static Column? Find(ReadOnlySpan<byte> name)
    {
        foreach (var column in Columns)
        {
            if (name.SequenceEqual(column.Name.Span))
                return column;
        }

        return null;
    }

    /// <summary>Times and objects are the values that the host does not wrap.</summary>
    private static void ReadSingle(Column column, ReadOnlySpan<byte> value, MessageParts message)
    {
        using var text = column.IsTime ? default : JsonText.Of(value);
        var cell = new Utf8JsonReader(column.IsTime ? value : text.Utf8);
        cell.Read();
        if (cell.TokenType != JsonTokenType.Null)
            column.Read(ref cell, message);
    }

    private static void ReadBatch(Column column, ReadOnlySpan<byte> value, MessageParts[] messages)
    {
        using var text = JsonText.Of(value);
        var cells = new Utf8JsonReader(text.Utf8);
        cells.Read();
        foreach (var message in messages)
        {
            cells.Read();
            if (cells.TokenType == JsonTokenType.EndArray)
                break;
            if (cells.TokenType != JsonTokenType.Null)
                column.Read(ref cells, message);
        }
    }

    private static DateTimeOffset UtcTime(ref Utf8JsonReader cell) =>
        new(DateTime.SpecifyKind(cell.GetDateTime(), DateTimeKind.Utc));

    private sealed record Column(ReadOnlyMemory<byte> Name, CellReader Read, bool IsTime = false)
    {
        public Column(string name, CellReader read, bool IsTime = false)
            : this(System.Text.Encoding.UTF8.GetBytes(name), read, IsTime)
        {
        }
    }
}
