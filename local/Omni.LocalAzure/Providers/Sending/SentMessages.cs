using System.Globalization;

namespace Omni.LocalAzure.Providers.Sending;

/// <summary>What the providers passed on to people, in memory, in order.</summary>
public sealed class SentMessages(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<SentMessage> _all = [];
    private long _number;

    public IReadOnlyList<SentMessage> All
    {
        get
        {
            lock (_gate) return [.. _all];
        }
    }

    /// <summary>A message that comes with a key a second time is the first one.</summary>
    /// <param name="send">What is to be passed on.</param>
    /// <param name="idOf">The provider's id of the message with this number.</param>
    public SentMessage Add(SendRequest send, Func<long, string> idOf)
    {
        ArgumentNullException.ThrowIfNull(send);
        ArgumentNullException.ThrowIfNull(idOf);
        lock (_gate)
        {
            if (send.Key is not null && _all.Find(known => known.Provider == send.Provider && known.Key == send.Key) is { } before) return before;
            var message = new SentMessage(send.Provider, idOf(++_number), send.From, send.To, send.Text, send.Key, time.GetUtcNow()) { Subject = send.Subject, MessageId = send.MessageId, ReplyTo = send.ReplyTo, Files = send.Files };
            _all.Add(message);
            return message;
        }
    }
}

/// <param name="Provider">As in the app's webhooks.</param>
/// <param name="From">The address of the business, where the request names it.</param>
/// <param name="To">The person's.</param>
/// <param name="Text">What it says.</param>
/// <param name="Key">By which the provider knows it again.</param>
public sealed record SendRequest(string Provider, string? From, string To, string Text, string? Key = null)
{
    /// <summary>Mail only.</summary>
    public string? Subject { get; init; }

    /// <summary>Mail only: with angle brackets.</summary>
    public string? MessageId { get; init; }

    /// <summary>Mail only: the address that an answer goes to.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Their names, or where the provider fetches them.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    internal static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
