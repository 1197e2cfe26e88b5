using System.Text;

namespace Omni.Worker.Envelopes;

/// <summary>Makes a function's trigger parameter out of an envelope.</summary>
internal abstract class TriggerDecoder<T>(string binding)
{
    /// <summary>The member of the envelope's data; equals the parameter's name.</summary>
    public ReadOnlyMemory<byte> Binding { get; } = Encoding.UTF8.GetBytes(binding);

    /// <summary>Whether the host obeys a retry policy for this trigger.</summary>
    public virtual bool HasRetryPolicy => true;

    /// <summary>Fails at start, rather than at the first invocation, when the app lacks a registration.</summary>
    public virtual void RequireServices(string function, IServiceProvider services)
    {
    }

    public abstract T Decode(Envelope envelope, IServiceProvider services);
}
