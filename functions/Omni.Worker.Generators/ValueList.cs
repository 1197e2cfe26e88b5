using System.Collections;
using System.Collections.Immutable;

namespace Omni.Worker.Generators;

/// <summary>A list that equals another with equal items, so that an unchanged function is not generated again.</summary>
internal readonly struct ValueList<T>(ImmutableArray<T> items) : IEquatable<ValueList<T>>, IEnumerable<T>
    where T : IEquatable<T>
{
    private readonly ImmutableArray<T> items = items;

    public int Count => Items.Length;

    private ImmutableArray<T> Items => items.IsDefault ? [] : items;

    public T this[int index] => Items[index];

    public bool Equals(ValueList<T> other) => Items.SequenceEqual(other.Items);

    public override bool Equals(object? obj) => obj is ValueList<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = 17;
        foreach (var item in Items)
            hash = unchecked((hash * 31) + item.GetHashCode());
        return hash;
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
