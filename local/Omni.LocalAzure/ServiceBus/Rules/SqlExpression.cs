namespace Omni.LocalAzure.ServiceBus.Rules;

/// <summary>A node of a filter. A value is string, long, double, bool or null; a condition is true, false or null (unknown).</summary>
internal sealed class SqlExpression(Func<BrokerMessage, object?> evaluate)
{
    public object? Evaluate(BrokerMessage message) => evaluate(message);

    public static SqlExpression Literal(object? value) => new(_ => value);

    public static SqlExpression And(SqlExpression left, SqlExpression right) => new(message =>
        (left.Evaluate(message), right.Evaluate(message)) switch
        {
            (false, _) or (_, false) => false,
            (true, true) => true,
            _ => null,
        });

    public static SqlExpression Or(SqlExpression left, SqlExpression right) => new(message =>
        (left.Evaluate(message), right.Evaluate(message)) switch
        {
            (true, _) or (_, true) => true,
            (false, false) => false,
            _ => null,
        });

    public static SqlExpression Not(SqlExpression inner) => new(message => inner.Evaluate(message) is bool value ? !value : null);

    public static SqlExpression IsNull(SqlExpression inner) => new(message => inner.Evaluate(message) is null);

    public static SqlExpression Compare(SqlExpression left, string comparison, SqlExpression right) =>
        new(message => Compare(left.Evaluate(message), comparison, right.Evaluate(message)));

    public static SqlExpression In(SqlExpression value, IReadOnlyList<SqlExpression> choices) =>
        choices.Select(choice => Compare(value, "=", choice)).Aggregate(Or);

    public static SqlExpression Like(SqlExpression value, string pattern) =>
        new(message => value.Evaluate(message) is string text ? LikePattern.Matches(text, pattern) : null);

    private static bool? Compare(object? left, string comparison, object? right)
    {
        if (Order(left, right) is not { } order) return null;
        return comparison switch
        {
            "=" => order == 0,
            "<>" or "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }

    // Values of different kinds are neither equal nor ordered.
    private static int? Order(object? left, object? right) => (left, right) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        (bool a, bool b) => a.CompareTo(b),
        (long a, long b) => a.CompareTo(b),
        (long a, double b) => ((double)a).CompareTo(b),
        (double a, long b) => a.CompareTo(b),
        (double a, double b) => a.CompareTo(b),
        _ => null,
    };
}
