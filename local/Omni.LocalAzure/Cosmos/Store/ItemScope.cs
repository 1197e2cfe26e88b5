namespace Omni.LocalAzure.Cosmos.Store;

/// <summary>The part of a container that a request is about, as a condition of which $1 and $2 are the bounds.</summary>
internal sealed record ItemScope
{
    private ItemScope(string condition) => Condition = condition;

    public static ItemScope Everything { get; } = new("TRUE");

    public string Condition { get; }

    /// <summary>The one key in the scope; null when there may be more.</summary>
    public PartitionKey? Key { get; private init; }

    public string? Low { get; private init; }

    public string? High { get; private init; }

    public static ItemScope Of(PartitionKey key) => new("pk = $1") { Key = key, Low = key.Text };

    /// <summary>The keys that begin with the components of <paramref name="prefix"/>.</summary>
    public static ItemScope BeginningWith(PartitionKey prefix) => Between(EffectiveKey.Of(prefix.Text), EffectiveKey.Of(prefix.Text) + EffectiveKey.End);

    /// <summary>The keys whose <see cref="EffectiveKey"/> is in the range; <paramref name="end"/> is not.</summary>
    public static ItemScope Between(string start, string end) =>
        new($"{EffectiveKey.FunctionName}(pk) >= $1 AND {EffectiveKey.FunctionName}(pk) < $2") { Low = start, High = end };
}
