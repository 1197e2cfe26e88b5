namespace Omni.LocalAzure.Cosmos.Sql.Syntax;

/// <summary>Parses FROM and its JOINs.</summary>
internal readonly struct SourceParser(TokenCursor tokens, ExpressionParser expressions)
{
    public List<Source> Sources()
    {
        var sources = new List<Source> { Source() };
        while (tokens.TakeWord("JOIN")) sources.Add(Source());
        return sources;
    }

    private Source Source()
    {
        if (tokens.Current.Kind == TokenKind.Word && tokens.Following.IsWord("IN"))
        {
            var name = tokens.TakeName();
            tokens.ExpectWord("IN");
            return new Source(Path(), name.Value, Iterates: true) { Place = (name.Start, name.End) };
        }

        var path = Path();
        return tokens.TakeAlias() is { } alias
            ? new Source(path, alias.Value, Iterates: false) { Place = (alias.Start, alias.End) }
            : new Source(path, Name(path), Iterates: false) { Place = (path.Start, path.End) };
    }

    /// <summary>A source is a subquery or a path: a name and what hangs on it by dots and brackets.</summary>
    private Expression Path()
    {
        var start = tokens.Current;
        if (start.IsSymbol("(")) return expressions.Subquery(SubqueryKind.Source, start.Start);
        if (start.Kind != TokenKind.Word || ReservedWords.Contains(start.Value)) throw tokens.Unexpected();
        return expressions.Parse() is var path and (Identifier or Member or Indexer)
            ? path
            : throw new SqlException("SC1001", $"Syntax error, incorrect syntax near '{start.Value}'.", start.Start, start.End);
    }

    private static string Name(Expression path) => path switch
    {
        Identifier identifier => identifier.Name,
        Member member => member.Name,
        _ => "",
    };
}
