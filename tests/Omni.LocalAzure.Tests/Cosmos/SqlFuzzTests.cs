using Omni.LocalAzure.Cosmos.Sql;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Tests.Cosmos;

/// <summary>Mutated queries give rows or a refusal: never another exception, never endless work.</summary>
public sealed class SqlFuzzTests
{
    private const int Seed = 20261123;

    private static readonly string[] Pieces =
    [
        " ", "(", ")", "[", "]", "{", "}", ",", ".", ":", "?", "??", "=", "!=", "<", ">=", "+", "-", "*", "/", "%", "&", "|", "||", "^", "~", "<<", ">>>", "'", "\"", "\\u", "@p",
        "0", "1e308", "-1", "1.5", "undefined", "null", "true", "c", "t", "SELECT ", " FROM c ", " JOIN t IN c.arr ", " WHERE ", " GROUP BY ", " ORDER BY ", " OFFSET 0 LIMIT 1 ",
        " VALUE ", " DISTINCT ", " TOP 1 ", " AND ", " OR ", " NOT ", " IN (1, 2) ", " LIKE '%a%' ", " BETWEEN 1 AND 2 ", "(SELECT VALUE c.n)", "EXISTS(SELECT VALUE 1)",
        "ARRAY(SELECT VALUE t FROM t IN c.arr)", "COUNT(1)", "SUM(c.n)", "MAKELIST(c)", "ARRAY_CONCAT(c.arr, c.arr)", "REPLICATE('ab', 5000)", "ToString(c)", "RegexMatch('aaaa', '(a+)+$')",
        "StringToArray('[[1]]')", "DateTimeAdd('yyyy', 1e9, '2026-01-01')", "c.arr[0]", "c['n']", "{a: c}", "[c, c]", "\uD800", "\0", "-- x\n",
    ];

    private const int Mutations = 100_000;

    [Fact]
    public void Mutated_queries_give_rows_or_a_refusal()
    {
        var random = new Random(Seed);
        var cases = SqlCase.Families.SelectMany(family => SqlCase.Family(family).Cases.Select(@case => (@case.Query, SqlCase.Family(family).Documents))).ToList();
        var parameters = new Dictionary<string, SqlValue>(StringComparer.Ordinal) { ["@p"] = SqlValue.Of(2) };
        int answered = 0, refused = 0;
        for (var mutation = 0; mutation < Mutations; mutation++)
        {
            var (query, documents) = cases[random.Next(cases.Count)];
            var mutated = Mutate(query, cases[random.Next(cases.Count)].Query, random);
            try
            {
                answered += SqlCase.Run(mutated, documents, parameters).Count() >= 0 ? 1 : 0;
            }
            catch (SqlException)
            {
                refused++;
            }
            catch (Exception other)
            {
                Assert.Fail($"{other.GetType().Name} from: {mutated}{Environment.NewLine}{other}");
            }
        }

        Assert.Equal(Mutations, answered + refused);
        Assert.InRange(answered, Mutations / 20, Mutations * 19 / 20);
    }

    private static string Mutate(string query, string other, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var from = random.Next(query.Length + 1);
            var to = Math.Min(query.Length, from + random.Next(12));
            query = random.Next(6) switch
            {
                0 => query.Remove(from, to - from),
                1 => query.Insert(from, Pieces[random.Next(Pieces.Length)]),
                2 => $"{query[..from]}{Pieces[random.Next(Pieces.Length)]}{query[to..]}",
                3 => query.Insert(to, query[from..to]),
                4 => $"{query[..from]}{other[Math.Min(from, other.Length)..]}",
                _ => Nested(query, random.Next(1, 40)),
            };
        }

        return query;
    }

    /// <summary>The query as the source of another, whose rows hold each row twice, many times over.</summary>
    private static string Nested(string query, int depth) =>
        Enumerable.Range(0, depth).Aggregate(query, (inner, _) => inner.Length > 20_000 ? inner : $"SELECT VALUE [c, c] FROM ({inner}) AS c");
}
