using System.Collections;

namespace Omni.Worker.Hosting;

/// <summary>Ties the log records of an invocation together.</summary>
internal sealed class InvocationScope(FunctionContext context) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => 2;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("Function", context.FunctionDefinition.Name),
        1 => new("InvocationId", context.InvocationId),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"{context.FunctionDefinition.Name} {context.InvocationId}";
}
