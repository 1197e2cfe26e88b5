using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.ServiceBus;

/// <summary>Reads back what <see cref="MessageStore"/> wrote.</summary>
internal static class StoredRows
{
    public static IReadOnlyList<(string Queue, QueuedMessage Message)> Messages(Database database)
    {
        var messages = new List<(string, QueuedMessage)>();
        using var rows = database.Prepare(
            "SELECT sequence, queue, body, content_type, properties, enqueued, expires, scheduled, deliveries FROM messages ORDER BY sequence").ExecuteReader();
        while (rows.Read())
        {
            var content = MessageJson.ReadProperties(rows.GetFieldValue<byte[]>(4)) with
            {
                Body = rows.GetFieldValue<byte[]>(2),
                ContentType = rows.IsDBNull(3) ? null : rows.GetString(3),
            };
            messages.Add((rows.GetString(1), new QueuedMessage(content, rows.GetInt64(0))
            {
                EnqueuedTime = Time(rows.GetInt64(5)),
                ExpiresAt = Time(rows.GetInt64(6)),
                ScheduledFor = rows.IsDBNull(7) ? null : Time(rows.GetInt64(7)),
                DeliveryCount = rows.GetInt32(8),
            }));
        }

        return messages;
    }

    public static IReadOnlyList<AcceptedId> Accepted(Database database, string destination)
    {
        var accepted = new List<AcceptedId>();
        using var rows = database.Prepare(
            "SELECT id, sequence, until FROM accepted WHERE destination = $1 ORDER BY sequence", destination).ExecuteReader();
        while (rows.Read()) accepted.Add(new AcceptedId(DuplicateHistory.ReadId(rows.GetFieldValue<byte[]>(0)), rows.GetInt64(1), rows.GetInt64(2)));
        return accepted;
    }

    private static DateTimeOffset Time(long utcTicks) => new(utcTicks, TimeSpan.Zero);
}
