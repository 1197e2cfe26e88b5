using Omni.LocalAzure.Cosmos.Sql.Functions;
using Omni.LocalAzure.Cosmos.Sql.Syntax;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Evaluation;

/// <summary>Turns syntax into something that runs: names become positions, functions are looked up once.</summary>
internal sealed class Binder(Scope scope, Grouping? grouping = null)
{
    private const double TextSearchesPerStep = 64;

    private readonly Operators _operators = new(scope.Run);

    public Evaluation Bind(Expression expression)
    {
        if (grouping?.TryBind(expression) is { } grouped) return grouped;
        return expression switch
        {
            Literal literal => Constant(literal.Value),
            Parameter parameter => Constant(scope.Run.Value(parameter)),
            Identifier identifier => Source(identifier),
            Member member => Property(Bind(member.Target), member.Name),
            Indexer indexer => Item(Bind(indexer.Target), Bind(indexer.Index)),
            Unary unary => Operators.Unary(unary.Operator, Bind(unary.Operand)),
            Binary binary => _operators.Binary(binary.Operator, Bind(binary.Left), Bind(binary.Right)),
            Junction junction => Operators.Junction(junction.IsAnd, BindAll(junction.Terms)),
            Conditional conditional => Choice(Bind(conditional.Condition), Bind(conditional.WhenTrue), Bind(conditional.Otherwise)),
            Membership membership => _operators.In(Bind(membership.Needle), BindAll(membership.Candidates)),
            Between between => Operators.Between(Bind(between.Value), Bind(between.Low), Bind(between.High)),
            Like like => _operators.Like(Bind(like.Value), Bind(like.Pattern), like.Escape),
            Call call => Function(call),
            Subquery subquery => Query(subquery),
            ObjectLiteral literal => Object(literal),
            ArrayLiteral literal => Array(BindAll(literal.Items)),
            _ => throw new ArgumentException("The expression is of no known kind.", nameof(expression)),
        };
    }

    public Evaluation[] BindAll(IReadOnlyList<Expression> expressions)
    {
        var bound = new Evaluation[expressions.Count];
        for (var i = 0; i < bound.Length; i++) bound[i] = Bind(expressions[i]);
        return bound;
    }

    private static Evaluation Constant(SqlValue value) => _ => value;

    private Evaluation Source(Identifier identifier)
    {
        var position = scope.Find(identifier);
        return row => row.Sources[position];
    }

    private static Evaluation Property(Evaluation target, string name) => row => target(row).Property(name);

    private static Evaluation Item(Evaluation target, Evaluation index) => row => index(row) switch
    {
        { Kind: SqlKind.Number } number => target(row).Item(number.Number),
        { Kind: SqlKind.Text } name => target(row).Property(name.Text),
        _ => SqlValue.Undefined,
    };

    private static Evaluation Choice(Evaluation condition, Evaluation whenTrue, Evaluation otherwise) =>
        row => condition(row).IsTrue ? whenTrue(row) : otherwise(row);

    private Evaluation Function(Call call)
    {
        if (call.IsAggregate) throw new SqlException("SC2104", "Aggregates are not allowed in the WHERE clause.", call.Start, call.End);
        var nameEnd = call.Start + call.Name.Length;
        if (FunctionTable.IsRefused(call.Name)) throw SqlException.NotSupported(call.Name, call.Start, nameEnd);
        var function = FunctionTable.Find(call.Name)
            ?? throw new SqlException("SC2005", $"'{call.Name}' is not a recognized built-in function name.", call.Start, nameEnd);
        if (call.Arguments.Count < function.MinArguments || call.Arguments.Count > function.MaxArguments)
            throw new SqlException("SC2050", $"The {call.Name} function requires {function.Needed} argument(s).", call.Start, call.End);
        var arguments = BindAll(call.Arguments);
        return row => Apply(function, System.Array.ConvertAll(arguments, argument => argument(row)));
    }

    /// <summary>Functions walk through their arguments and results, and search one string for another.</summary>
    private SqlValue Apply(SqlFunction function, SqlValue[] arguments)
    {
        scope.Run.Spend(arguments.Sum(argument => argument.Weight));
        if (arguments is [{ Kind: SqlKind.Text } text, { Kind: SqlKind.Text } part, ..]) scope.Run.Spend(text.Weight * part.Weight / TextSearchesPerStep);
        return Built(function.Apply(scope.Run, arguments));
    }

    private SqlValue Built(SqlValue value)
    {
        scope.Run.Spend(value.Weight);
        return value;
    }

    private Evaluation Query(Subquery subquery)
    {
        if (subquery is { Kind: SubqueryKind.Scalar, Query.IsSingle: false })
            throw new SqlException("SC2201", "The cardinality of a scalar subquery result set cannot be greater than one.", subquery.Start, subquery.End);
        var query = new BoundQuery(subquery.Query, scope.Inner());
        return subquery.Kind switch
        {
            SubqueryKind.Exists => row => SqlValue.Of(query.Values([row]).Any()),
            SubqueryKind.Array => row => Built(SqlValue.Of(query.Values([row]))),
            _ => row => query.Values([row]).FirstOrDefault(),
        };
    }

    private Evaluation Object(ObjectLiteral literal)
    {
        var properties = literal.Properties.Select(property => KeyValuePair.Create(property.Key, Bind(property.Value))).ToArray();
        return row => Built(SqlValue.Of(properties.Select(property => KeyValuePair.Create(property.Key, property.Value(row)))));
    }

    private Evaluation Array(Evaluation[] items) => row => Built(SqlValue.Of(items.Select(item => item(row))));
}
