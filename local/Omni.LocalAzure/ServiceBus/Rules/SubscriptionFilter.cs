using Omni.LocalAzure.ServiceBus.Definitions;

namespace Omni.LocalAzure.ServiceBus.Rules;

/// <summary>Which messages of the topic a subscription takes.</summary>
internal sealed class SubscriptionFilter
{
    /// <summary>A subscription is born with a rule of this name that takes everything, and keeps it unless a rule of the same name replaces it.</summary>
    public const string DefaultRule = "$Default";

    private readonly Predicate<BrokerMessage>[] _rules;
    private readonly bool _takesEverything;

    /// <exception cref="InvalidDataException">A rule that this broker cannot hold to.</exception>
    public SubscriptionFilter(IReadOnlyList<RuleDefinition> rules)
    {
        _rules = [.. rules.Select(Compile)];
        _takesEverything = rules.All(rule => rule.Name != DefaultRule);
    }

    public bool Takes(BrokerMessage message)
    {
        if (_takesEverything) return true;
        foreach (var rule in _rules)
        {
            if (rule(message)) return true;
        }

        return false;
    }

    private static Predicate<BrokerMessage> Compile(RuleDefinition rule) => rule switch
    {
        { CorrelationFilter: { } filter, SqlFilter: null } => Compile(filter),
        { SqlFilter: { } filter, CorrelationFilter: null } => Compile(SqlFilterParser.Parse(filter.SqlExpression)),
        _ => throw new InvalidDataException($"Rule {rule.Name} needs either a correlationFilter or a sqlFilter."),
    };

    private static Predicate<BrokerMessage> Compile(SqlExpression expression) => message => expression.Evaluate(message) is true;

    private static Predicate<BrokerMessage> Compile(CorrelationFilterDefinition filter)
    {
        (string Name, string? Wanted)[] system =
        [
            ("sys.Label", filter.Label), ("sys.CorrelationId", filter.CorrelationId), ("sys.MessageId", filter.MessageId),
            ("sys.SessionId", filter.SessionId), ("sys.To", filter.To), ("sys.ReplyTo", filter.ReplyTo),
            ("sys.ReplyToSessionId", filter.ReplyToSessionId), ("sys.ContentType", filter.ContentType),
        ];
        var conditions = system.Where(condition => condition.Wanted is not null)
            .Concat(filter.Properties.Select(property => ($"user.{property.Key}", (string?)property.Value)))
            .Select(condition => (Field: MessageFields.Find(condition.Item1), Wanted: condition.Item2!)) // nulls left above
            .ToArray();
        return message =>
        {
            foreach (var (field, wanted) in conditions)
            {
                if (!wanted.Equals(field(message) as string, StringComparison.Ordinal)) return false;
            }

            return true;
        };
    }
}
