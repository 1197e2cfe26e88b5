using System.Globalization;

namespace Omni.LocalAzure.Cosmos.Queries;

/// <summary>
/// Where a query goes on. In document order: the last document (<see cref="Rid"/>, with its <see cref="Key"/> when sorted by an index)
/// and how many rows of it were given. Otherwise just the number of rows given.
/// </summary>
internal sealed record QueryToken
{
    private const int Parts = 4;

    /// <summary>Clients ask for tokens under 1 KB.</summary>
    private const int MaxKeyBytes = 512;

    private const char Cut = '~';

    /// <summary>Rows given so far, over all pages.</summary>
    public long Given { get; init; }

    public long Rid { get; init; }

    /// <summary>Rows of the last document that were given; a JOIN makes several.</summary>
    public long OfLast { get; init; }

    public byte[]? Key { get; init; }

    /// <summary>The key is only the beginning of the document's.</summary>
    public bool IsKeyCut { get; init; }

    /// <summary>Whether the token was given on the same way through the container; each way has an order of its own.</summary>
    /// <param name="streams">Rows come as the documents do.</param>
    /// <param name="byIndex">Documents come in the order of a property.</param>
    public bool Continues(bool streams, bool byIndex) => Given == 0 || (streams ? Rid > 0 && (Key is not null) == byIndex : Rid == 0);

    /// <exception cref="FormatException">The text is no token of ours.</exception>
    public static QueryToken Parse(string text)
    {
        var parts = text.Split(':');
        if (parts.Length != Parts) throw new FormatException("The continuation is not one of this query.");
        return new QueryToken
        {
            Given = Number(parts[0]),
            Rid = Number(parts[1]),
            OfLast = Number(parts[2]),
            Key = parts[3].Length == 0 ? null : Convert.FromBase64String(parts[3].TrimEnd(Cut)),
            IsKeyCut = parts[3].EndsWith(Cut),
        };
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Given}:{Rid}:{OfLast}:{KeyText()}");

    private string KeyText() => Key switch
    {
        null => "",
        { Length: > MaxKeyBytes } => Convert.ToBase64String(Key, 0, MaxKeyBytes) + Cut,
        _ => Convert.ToBase64String(Key),
    };

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new FormatException("The continuation is not one of this query.");
}
