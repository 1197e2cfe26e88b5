using Omni.LocalAzure.Cosmos.Sql.Syntax;

namespace Omni.LocalAzure.Cosmos.Sql.Evaluation;

/// <summary>The names an expression may use, each the position of a source in the row.</summary>
internal sealed class Scope
{
    private readonly List<string?> _names;

    private Scope(QueryRun run, List<string?> names, bool isOutermost)
    {
        Run = run;
        _names = names;
        IsOutermost = isOutermost;
    }

    public QueryRun Run { get; }

    /// <summary>The query's first source is the container, under whatever name; the row then begins with the document.</summary>
    public bool IsOutermost { get; }

    public int Count => _names.Count;

    public static Scope OfContainer(QueryRun run) => new(run, [null], isOutermost: true);

    /// <summary>For a query in place of the container.</summary>
    public Scope Same() => new(Run, [.. _names], IsOutermost);

    /// <summary>For a query that sees the sources of this one.</summary>
    public Scope Inner() => new(Run, [.. _names], isOutermost: false);

    public bool Knows(string name) => _names.Contains(name);

    public void Add(Source source)
    {
        // FROM c in a subquery names the outer c again, which is no second alias.
        var isSame = source is { Iterates: false, Path: Identifier identifier } && identifier.Name == source.Alias;
        if (source.Alias.Length > 0 && Knows(source.Alias) && !isSame)
        {
            throw new SqlException(
                "SC2021", $"The input set name or alias '{source.Alias}' is specified more than once in the FROM clause.", source.Place.Start, source.Place.End);
        }

        _names.Add(source.Alias.Length == 0 ? null : source.Alias);
    }

    /// <summary>The container's own position, whatever it is called.</summary>
    public Scope Naming(Identifier container) => new(Run, [container.Name], isOutermost: false);

    /// <returns>The position among the row's sources.</returns>
    public int Find(Identifier identifier)
    {
        var position = _names.LastIndexOf(identifier.Name);
        return position >= 0
            ? position
            : throw new SqlException("SC2001", $"Identifier '{identifier.Name}' could not be resolved.", identifier.Start, identifier.End);
    }
}
