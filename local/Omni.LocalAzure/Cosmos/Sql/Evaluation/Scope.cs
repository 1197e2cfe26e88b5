using Omni.LocalAzure.Cosmos.Sql.Syntax;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Evaluation;

/// <summary>The names an expression may use.</summary>
internal sealed class Scope(IReadOnlyDictionary<string, SqlValue> parameters)
{
    private readonly List<string> _sources = [];

    public int Count => _sources.Count;

    public void Add(string alias, Expression place)
    {
        if (_sources.Contains(alias)) throw new SqlException("SC2011", $"The alias '{alias}' is specified more than once.", place.Start, place.End);
        _sources.Add(alias);
    }

    /// <returns>The position among the row's sources.</returns>
    public int Find(Identifier identifier)
    {
        var position = _sources.IndexOf(identifier.Name);
        return position >= 0
            ? position
            : throw new SqlException("SC2001", $"Identifier '{identifier.Name}' could not be resolved.", identifier.Start, identifier.End);
    }

    public SqlValue Value(Parameter parameter) =>
        parameters.TryGetValue(parameter.Name, out var value)
            ? value
            : throw new SqlException("SC2003", $"Parameter '{parameter.Name}' is not supplied.", parameter.Start, parameter.End);
}
