using System.Globalization;
using System.Text;

namespace Omni.LocalAzure.Cosmos.Sql.Values;

/// <summary>Equality, range comparison and sort order of values.</summary>
internal static class SqlComparison
{
    /// <summary>Properties of a larger object are looked up in a table.</summary>
    private const int MaxSearched = 16;

    /// <summary>Deep equality; values of different types differ; undefined with anything is undefined.</summary>
    public static SqlValue Equal(SqlValue left, SqlValue right) =>
        left.IsUndefined || right.IsUndefined ? SqlValue.Undefined : SqlValue.Of(AreEqual(left, right));

    public static bool AreEqual(SqlValue left, SqlValue right)
    {
        if (left.Kind != right.Kind) return false;
        return left.Kind switch
        {
            SqlKind.Boolean or SqlKind.Number => left.Number == right.Number,
            SqlKind.Text => string.Equals(left.Text, right.Text, StringComparison.Ordinal),
            SqlKind.Array => left.ItemCount == right.ItemCount && left.Items.Zip(right.Items).All(pair => AreEqual(pair.First, pair.Second)),
            SqlKind.Object => left.Properties.Count() == right.Properties.Count() && Contains(left, right),
            _ => true,
        };
    }

    /// <summary>Whether every property of <paramref name="part"/> is in <paramref name="whole"/> with an equal value.</summary>
    public static bool Contains(SqlValue whole, SqlValue part)
    {
        var properties = part.Properties.ToList();
        if (properties.Count <= MaxSearched) return properties.TrueForAll(property => AreEqual(whole.Property(property.Key), property.Value));
        var known = new Dictionary<string, SqlValue>(StringComparer.Ordinal);
        foreach (var (name, value) in whole.Properties) known[name] = value;
        return properties.TrueForAll(property => AreEqual(known.GetValueOrDefault(property.Key), property.Value));
    }

    /// <summary>Null when the two cannot be compared by range: different types, or no primitives.</summary>
    public static int? Compare(SqlValue left, SqlValue right) =>
        left.Kind == right.Kind && left.Kind is not (SqlKind.Undefined or SqlKind.Array or SqlKind.Object) ? Order(left, right) : null;

    /// <summary>The order of ORDER BY: by type, then by value; arrays and objects tie among themselves.</summary>
    public static int Order(SqlValue left, SqlValue right)
    {
        if (left.Kind != right.Kind) return left.Kind.CompareTo(right.Kind);
        return left.Kind switch
        {
            SqlKind.Boolean or SqlKind.Number => left.Number.CompareTo(right.Number),
            SqlKind.Text => string.CompareOrdinal(left.Text, right.Text),
            _ => 0,
        };
    }

    /// <summary>A text that two values share exactly when they are equal; undefined has one of its own.</summary>
    public static string Fingerprint(SqlValue value)
    {
        if (value.Kind == SqlKind.Text) return $"{(char)('a' + (int)SqlKind.Text)}{value.Text.Length}:{value.Text}"; // nearly all keys of groups are
        var text = new StringBuilder();
        AppendFingerprint(text, value);
        return text.ToString();
    }

    private static void AppendFingerprint(StringBuilder text, SqlValue value)
    {
        text.Append((char)('a' + (int)value.Kind));
        switch (value.Kind)
        {
            case SqlKind.Boolean or SqlKind.Number:
                text.Append((value.Number == 0 ? 0 : value.Number).ToString("R", CultureInfo.InvariantCulture)).Append(';'); // -0 equals 0
                break;
            case SqlKind.Text:
                AppendText(text, value.Text);
                break;
            case SqlKind.Array:
                text.Append(value.ItemCount).Append(';');
                foreach (var item in value.Items) AppendFingerprint(text, item);
                break;
            case SqlKind.Object:
                foreach (var (name, property) in value.Properties.OrderBy(property => property.Key, StringComparer.Ordinal))
                {
                    AppendText(text, name);
                    AppendFingerprint(text, property);
                }

                text.Append('}');
                break;
        }
    }

    private static void AppendText(StringBuilder text, string value) => text.Append(value.Length).Append(':').Append(value);
}
