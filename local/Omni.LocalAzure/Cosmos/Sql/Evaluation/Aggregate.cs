using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Evaluation;

/// <summary>An aggregate over the rows of one group; undefined inputs are skipped.</summary>
internal abstract class Aggregate
{
    public abstract void Add(SqlValue value);

    public abstract SqlValue Result { get; }

    public static Aggregate Create(string name) => name.ToUpperInvariant() switch
    {
        "COUNT" => new Count(value => !value.IsUndefined),
        "COUNTIF" => new Count(value => value.IsTrue),
        "SUM" => new Sum(isAverage: false),
        "AVG" => new Sum(isAverage: true),
        "MIN" => new Extreme(-1),
        "MAX" => new Extreme(1),
        "MAKELIST" => new Collection(distinct: false),
        "MAKESET" => new Collection(distinct: true),
        _ => throw new ArgumentException("There is no such aggregate.", nameof(name)),
    };

    private sealed class Count(Func<SqlValue, bool> counts) : Aggregate
    {
        private long _count;

        public override SqlValue Result => SqlValue.Of(_count);

        public override void Add(SqlValue value) => _count += counts(value) ? 1 : 0;
    }

    /// <summary>Anything but numbers makes sum and average undefined.</summary>
    private sealed class Sum(bool isAverage) : Aggregate
    {
        private double _sum;
        private long _count;
        private bool _mixed;

        public override SqlValue Result => _mixed ? default : SqlValue.Of(isAverage ? _sum / _count : _sum);

        public override void Add(SqlValue value)
        {
            if (value.IsUndefined) return;
            _mixed |= value.Kind != SqlKind.Number;
            _sum += value.Number;
            _count++;
        }
    }

    private sealed class Collection(bool distinct) : Aggregate
    {
        private readonly List<SqlValue> _values = [];
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

        public override SqlValue Result => SqlValue.Of(_values);

        public override void Add(SqlValue value)
        {
            if (!value.IsUndefined && (!distinct || _seen.Add(SqlComparison.Fingerprint(value)))) _values.Add(value.Detached());
        }
    }

    /// <summary>Arrays and objects make it undefined.</summary>
    private sealed class Extreme(int direction) : Aggregate
    {
        private SqlValue _best;
        private bool _mixed;

        public override SqlValue Result => _mixed ? default : _best;

        public override void Add(SqlValue value)
        {
            if (value.IsUndefined) return;
            _mixed |= value.Kind is SqlKind.Array or SqlKind.Object;
            if (_best.IsUndefined || SqlComparison.Order(value, _best) * direction > 0) _best = value.Detached();
        }
    }
}
