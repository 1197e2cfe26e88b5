using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.ServiceBus;

/// <summary>A message id that was accepted, as a hash, and until when it counts (UTC ticks).</summary>
internal readonly record struct AcceptedId(UInt128 Id, long Sequence, long Until);

/// <summary>
/// The message ids that a queue or topic accepted within its window. Used within works only. On disk it is written at the end and cut
/// at the front; hashes in memory answer the question, because random ids in an index would cost a page of disk each.
/// </summary>
internal sealed class DuplicateHistory
{
    private const int TrimAtLeast = 500;

    private readonly string _destination;
    private readonly TimeSpan _window;
    private readonly Dictionary<UInt128, long> _until = [];
    private readonly Queue<AcceptedId> _order = new();

    public DuplicateHistory(string destination, TimeSpan window, IEnumerable<AcceptedId> stored)
    {
        _destination = destination;
        _window = window;
        foreach (var accepted in stored) Remember(accepted);
    }

    public static UInt128 IdOf(BrokerMessage message) =>
        ReadId(SHA256.HashData(Encoding.UTF8.GetBytes(message.Properties.MessageId ?? string.Empty)));

    public static UInt128 ReadId(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt128BigEndian(bytes);

    /// <returns>False for a duplicate.</returns>
    public bool TryAdd(Database database, UInt128 id, long sequence, DateTimeOffset now)
    {
        if (_until.TryGetValue(id, out var until) && until > now.UtcTicks) return false;

        var accepted = new AcceptedId(id, sequence, (now + _window).UtcTicks);
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, id);
        database.Execute("INSERT INTO accepted VALUES ($1, $2, $3, $4)", _destination, sequence, bytes, accepted.Until);
        Remember(accepted);
        return true;
    }

    /// <summary>Takes back what did not reach the disk.</summary>
    public void Forget(IEnumerable<UInt128> ids)
    {
        foreach (var id in ids) _until.Remove(id);
    }

    public void Trim(Database database, DateTimeOffset now)
    {
        if (_order.Count < TrimAtLeast || _order.Peek().Until > now.UtcTicks) return;

        long last = 0;
        while (_order.TryPeek(out var oldest) && oldest.Until <= now.UtcTicks)
        {
            last = _order.Dequeue().Sequence;
            if (_until.TryGetValue(oldest.Id, out var until) && until == oldest.Until) _until.Remove(oldest.Id);
        }

        database.Execute("DELETE FROM accepted WHERE destination = $1 AND sequence <= $2", _destination, last);
    }

    private void Remember(AcceptedId accepted)
    {
        _until[accepted.Id] = accepted.Until;
        _order.Enqueue(accepted);
    }
}
