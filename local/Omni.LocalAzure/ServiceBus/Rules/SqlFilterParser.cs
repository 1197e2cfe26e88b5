using System.Globalization;

namespace Omni.LocalAzure.ServiceBus.Rules;

/// <summary>
/// The part of the filter language that is emulated: comparisons, AND, OR, NOT, IN, LIKE, IS [NOT] NULL over system and application
/// properties. Anything else is refused when the entities are loaded.
/// </summary>
/// <remarks>https://learn.microsoft.com/azure/service-bus-messaging/service-bus-messaging-sql-filter</remarks>
internal sealed class SqlFilterParser
{
    private static readonly string[] Comparisons = ["=", "<>", "!=", "<", "<=", ">", ">="];

    private readonly string _expression;
    private readonly List<SqlToken> _tokens;
    private int _at;

    private SqlFilterParser(string expression)
    {
        _expression = expression;
        _tokens = SqlToken.Split(expression);
    }

    /// <exception cref="InvalidDataException">Not in the emulated part of the language.</exception>
    public static SqlExpression Parse(string expression)
    {
        var parser = new SqlFilterParser(expression);
        var filter = parser.ReadOr();
        return parser._tokens[parser._at].Kind == SqlTokenKind.End ? filter : throw parser.Unexpected();
    }

    private SqlExpression ReadOr()
    {
        var left = ReadAnd();
        while (Take("OR")) left = SqlExpression.Or(left, ReadAnd());
        return left;
    }

    private SqlExpression ReadAnd()
    {
        var left = ReadNot();
        while (Take("AND")) left = SqlExpression.And(left, ReadNot());
        return left;
    }

    private SqlExpression ReadNot() => Take("NOT") ? SqlExpression.Not(ReadNot()) : ReadCondition();

    private SqlExpression ReadCondition()
    {
        if (Take("("))
        {
            var inner = ReadOr();
            Require(")");
            return inner;
        }

        var value = ReadValue();
        if (Take("IS"))
        {
            var negated = Take("NOT");
            Require("NULL");
            return Negate(SqlExpression.IsNull(value), negated);
        }

        var not = Take("NOT");
        if (Take("IN")) return Negate(SqlExpression.In(value, ReadList()), not);
        if (Take("LIKE")) return Negate(SqlExpression.Like(value, ReadText()), not);
        var comparison = Array.Find(Comparisons, _tokens[_at].Is);
        if (comparison is null || not) throw Unexpected();
        _at++;
        return SqlExpression.Compare(value, comparison, ReadValue());
    }

    private SqlExpression ReadValue()
    {
        var token = _tokens[_at++];
        return token switch
        {
            { Kind: SqlTokenKind.Text } => SqlExpression.Literal(token.Value),
            { Kind: SqlTokenKind.Number } => SqlExpression.Literal(
                long.TryParse(token.Value, CultureInfo.InvariantCulture, out var whole) ? whole : double.Parse(token.Value, CultureInfo.InvariantCulture)),
            _ when token.Is("TRUE") || token.Is("FALSE") => SqlExpression.Literal(token.Is("TRUE")),
            { Kind: SqlTokenKind.Name } when !_tokens[_at].Is("(") => new SqlExpression(MessageFields.Find(token.Value)),
            _ => throw Unexpected(token),
        };
    }

    private List<SqlExpression> ReadList()
    {
        Require("(");
        var choices = new List<SqlExpression> { ReadValue() };
        while (Take(",")) choices.Add(ReadValue());
        Require(")");
        return choices;
    }

    private string ReadText()
    {
        var token = _tokens[_at++];
        return token.Kind == SqlTokenKind.Text ? token.Value : throw Unexpected(token);
    }

    private static SqlExpression Negate(SqlExpression expression, bool negated) => negated ? SqlExpression.Not(expression) : expression;

    private bool Take(string word)
    {
        if (!_tokens[_at].Is(word)) return false;
        _at++;
        return true;
    }

    private void Require(string word)
    {
        if (!Take(word)) throw Unexpected();
    }

    private InvalidDataException Unexpected() => Unexpected(_tokens[_at]);

    private InvalidDataException Unexpected(SqlToken token) => new($"Filter {_expression}: {token.Value} is not emulated here.");
}
