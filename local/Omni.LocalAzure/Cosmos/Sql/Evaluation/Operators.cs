using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Evaluation;

/// <summary>Operators with their rules for undefined and for types that do not fit.</summary>
internal sealed class Operators(QueryRun run)
{
    public static Evaluation Unary(string symbol, Evaluation operand) => symbol switch
    {
        "NOT" => row => operand(row) is { Kind: SqlKind.Boolean } value ? SqlValue.Of(!value.IsTrue) : SqlValue.Undefined,
        "-" => row => operand(row) is { Kind: SqlKind.Number } value ? SqlValue.Of(-value.Number) : SqlValue.Undefined,
        "+" => row => operand(row) is { Kind: SqlKind.Number } value ? value : SqlValue.Undefined,
        _ => row => operand(row) is { Kind: SqlKind.Number } value ? SqlValue.Of(~(long)value.Number) : SqlValue.Undefined,
    };

    public Evaluation Binary(string symbol, Evaluation left, Evaluation right) => symbol switch
    {
        "=" => row => Equal(left(row), right(row)),
        "!=" => row => Equal(left(row), right(row)) is { IsUndefined: false } equal ? SqlValue.Of(!equal.IsTrue) : SqlValue.Undefined,
        "<" => Range(left, right, order => order < 0),
        "<=" => Range(left, right, order => order <= 0),
        ">" => Range(left, right, order => order > 0),
        ">=" => Range(left, right, order => order >= 0),
        "??" => row => left(row) is { IsUndefined: false } value ? value : right(row),
        "||" => row => Concat(left(row), right(row)),
        "+" => Number(left, right, (a, b) => a + b),
        "-" => Number(left, right, (a, b) => a - b),
        "*" => Number(left, right, (a, b) => a * b),
        "/" => Number(left, right, (a, b) => a / b),
        "%" => Number(left, right, (a, b) => a % b),
        "&" => Number(left, right, (a, b) => (long)a & (long)b),
        "|" => Number(left, right, (a, b) => (long)a | (long)b),
        "^" => Number(left, right, (a, b) => (long)a ^ (long)b),
        "<<" => Number(left, right, (a, b) => (long)a << (int)b),
        ">>" => Number(left, right, (a, b) => (long)a >> (int)b),
        ">>>" => Number(left, right, (a, b) => (uint)(long)a >> (int)b),
        _ => throw new ArgumentException("The operator is unknown.", nameof(symbol)),
    };

    /// <summary>AND: false wins; OR: true wins; otherwise anything that is no boolean makes it undefined.</summary>
    public static Evaluation Junction(bool isAnd, Evaluation[] terms) => row =>
    {
        var unknown = false;
        foreach (var term in terms)
        {
            var value = term(row);
            if (isAnd ? value.IsFalse : value.IsTrue) return value;
            unknown |= value.Kind != SqlKind.Boolean;
        }

        return unknown ? SqlValue.Undefined : SqlValue.Of(isAnd);
    };

    public Evaluation In(Evaluation needle, Evaluation[] candidates) => row =>
    {
        var wanted = needle(row);
        if (wanted.IsUndefined) return SqlValue.Undefined;
        run.Spend(wanted.Weight * candidates.Length);
        foreach (var candidate in candidates)
        {
            if (SqlComparison.AreEqual(wanted, candidate(row))) return SqlValue.True;
        }

        return SqlValue.False;
    };

    public static Evaluation Between(Evaluation value, Evaluation low, Evaluation high) => row =>
    {
        var middle = value(row);
        return SqlComparison.Compare(middle, low(row)) is { } above && SqlComparison.Compare(middle, high(row)) is { } below
            ? SqlValue.Of(above >= 0 && below <= 0)
            : SqlValue.Undefined;
    };

    public Evaluation Like(Evaluation value, Evaluation pattern, char? escape) => row =>
    {
        var text = value(row);
        var wanted = pattern(row);
        return text.Kind == SqlKind.Text && wanted.Kind == SqlKind.Text ? SqlValue.Of(LikePattern.Matches(text.Text, wanted.Text, escape, run)) : SqlValue.Undefined;
    };

    private static Evaluation Range(Evaluation left, Evaluation right, Func<int, bool> holds) => row =>
        SqlComparison.Compare(left(row), right(row)) is { } order ? SqlValue.Of(holds(order)) : SqlValue.Undefined;

    private static Evaluation Number(Evaluation left, Evaluation right, Func<double, double, double> compute) => row =>
        left(row) is { Kind: SqlKind.Number } a && right(row) is { Kind: SqlKind.Number } b ? SqlValue.Of(compute(a.Number, b.Number)) : SqlValue.Undefined;

    private SqlValue Equal(SqlValue left, SqlValue right)
    {
        if (left.Kind == right.Kind && left.Kind > SqlKind.Number) run.Spend(left.Weight + right.Weight);
        return SqlComparison.Equal(left, right);
    }

    private SqlValue Concat(SqlValue left, SqlValue right)
    {
        if (left.Kind != SqlKind.Text || right.Kind != SqlKind.Text) return SqlValue.Undefined;
        run.Spend(left.Weight + right.Weight);
        return SqlValue.Of(left.Text + right.Text);
    }
}
