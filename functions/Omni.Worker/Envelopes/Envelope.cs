using System.Text.Json;

namespace Omni.Worker.Envelopes;

/// <summary>The parts of an invocation's body, each as the raw JSON it arrived in.</summary>
internal readonly ref struct Envelope
{
    public ReadOnlySpan<byte> Trigger { get; private init; }

    public ReadOnlySpan<byte> Metadata { get; private init; }

    public static Envelope Read(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> binding)
    {
        ReadOnlySpan<byte> data = default, metadata = default;
        var members = new JsonMembers(utf8);
        while (members.Next())
        {
            if (members.NameIs("Data"u8))
                data = members.Value;
            else if (members.NameIs("Metadata"u8))
                metadata = members.Value;
        }

        return new Envelope { Trigger = TriggerOf(data, binding), Metadata = metadata };
    }

    /// <summary>Null on a host that retries nothing.</summary>
    public RetryContext? Retry()
    {
        var members = new JsonMembers(Metadata);
        while (members.Next())
        {
            if (members.NameIs("RetryContext"u8))
                return JsonSerializer.Deserialize(members.Value, WorkerJson.Default.RetryContext);
        }

        return null;
    }

    private static ReadOnlySpan<byte> TriggerOf(ReadOnlySpan<byte> data, ReadOnlySpan<byte> binding)
    {
        var members = new JsonMembers(data);
        while (members.Next())
        {
            if (members.NameIs(binding))
                return members.Value;
        }

        throw new JsonException("The envelope has no data for the trigger.");
    }
}
