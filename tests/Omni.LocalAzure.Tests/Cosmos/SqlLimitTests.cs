using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Omni.LocalAzure.Cosmos.Sql;
using Omni.LocalAzure.Cosmos.Sql.Evaluation;
using Omni.LocalAzure.Cosmos.Sql.Syntax;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Tests.Cosmos;

/// <summary>What bounds a query: its text, its depth, its work; and where its time comes from.</summary>
public sealed class SqlLimitTests
{
    private const string TooComplex = "SC1030";

    private static readonly JsonElement Document = JsonElement.Parse($$"""{"id":"1","n":5,"arr":[{{string.Join(',', Enumerable.Range(0, 300))}}]}""");

    [Theory]
    [InlineData("1", "+1")]
    [InlineData("c", ".a")]
    [InlineData("c", "[0]")]
    [InlineData("1", " = 1")]
    [InlineData("1", " ?? 1")]
    public void A_chain_that_nests_too_deeply_is_refused(string first, string link) =>
        Assert.Equal(TooComplex, Refusal($"SELECT VALUE {first}{Repeated(link, 20_000)} FROM c"));

    [Theory]
    [InlineData("NOT ", "true", "")]
    [InlineData("- ", "1", "")]
    [InlineData("(", "1", ")")]
    [InlineData("[", "1", "]")]
    [InlineData("{a: ", "1", "}")]
    [InlineData("ABS(", "1", ")")]
    [InlineData("true ? 1 : ", "1", "")]
    [InlineData("(SELECT VALUE ", "1", ")")]
    [InlineData("ARRAY(SELECT VALUE ", "1", ")")]
    [InlineData("EXISTS(SELECT VALUE ", "1", ")")]
    public void Deep_nesting_is_refused(string open, string inner, string close) =>
        Assert.Equal(TooComplex, Refusal($"SELECT VALUE {Repeated(open, 5_000)}{inner}{Repeated(close, 5_000)} FROM c"));

    [Fact]
    public void Subqueries_in_FROM_may_not_nest_without_end() =>
        Assert.Equal(TooComplex, Refusal($"SELECT VALUE c FROM {Repeated("(SELECT VALUE c FROM ", 5_000)}c{Repeated(") AS c", 5_000)}"));

    [Fact]
    public void A_chain_inside_a_subquery_is_bounded_as_well() =>
        Assert.Equal(TooComplex, Refusal($"SELECT VALUE x FROM (SELECT VALUE 1{Repeated("+1", 20_000)} FROM c) AS x"));

    [Theory]
    [InlineData("SELECT VALUE 1")]
    [InlineData("'")]
    [InlineData("(")]
    [InlineData("-- ")]
    public void A_text_of_a_megabyte_is_refused_before_it_is_read(string beginning) => Assert.Equal("SC3020", Refusal(beginning + new string(' ', 1024 * 1024)));

    [Fact]
    public void A_thousand_ored_terms_are_fine()
    {
        var terms = string.Join(" OR ", Enumerable.Range(0, 5000).Select(number => $"( c.id = \"{number}\" AND c.n = 5 )"));

        Assert.Single(Rows($"SELECT VALUE c.id FROM c WHERE ( {terms} )"));
    }

    [Fact]
    public void An_array_joined_with_itself_may_give_ninety_thousand_rows() =>
        Assert.Equal(["90000"], Rows("SELECT VALUE COUNT(1) FROM c JOIN x IN c.arr JOIN y IN c.arr"));

    [Theory]
    [InlineData("SELECT VALUE COUNT(1) FROM c JOIN x IN c.arr JOIN y IN c.arr JOIN z IN c.arr JOIN w IN c.arr")]
    [InlineData("SELECT VALUE (SELECT VALUE COUNT(1) FROM x IN c.arr JOIN y IN c.arr JOIN z IN c.arr JOIN w IN c.arr) FROM c")]
    [InlineData("SELECT VALUE EXISTS(SELECT VALUE 1 FROM x IN c.arr JOIN y IN c.arr JOIN z IN c.arr WHERE x + y + z < 0) FROM c")]
    [InlineData("SELECT VALUE COUNT(1) FROM c JOIN x IN c.arr JOIN y IN c.arr WHERE ARRAY_CONTAINS(c.arr, c.arr)")]
    public void Joins_without_end_are_refused(string query) => Assert.Equal(TooComplex, Refusal(query));

    [Theory]
    [InlineData("[x, x]")]
    [InlineData("{a: x, b: x}")]
    [InlineData("ARRAY_CONCAT([x], [x])")]
    [InlineData("ToString([x, x])")]
    public void A_value_that_doubles_at_each_step_is_refused(string twice) =>
        Assert.Equal(TooComplex, Refusal(Enumerable.Range(0, 60).Aggregate("SELECT VALUE c.n FROM c", (inner, _) => $"SELECT VALUE {twice} FROM ({inner}) AS x")));

    [Theory]
    [InlineData("SELECT * FROM c ORDER BY COUNT(1)")]
    [InlineData("SELECT * FROM c GROUP BY c.n")]
    public void A_group_has_no_star(string query) => Assert.Equal("SC2041", Refusal(query));

    [Theory]
    [InlineData("LENGTH(REPLACE(REPLACE(REPLICATE('a', 10000), 'a', REPLICATE('b', 1000)), 'b', REPLICATE('c', 1000)))")]
    [InlineData("LENGTH(REPLACE(REPLICATE('a', 10000), 'a', REPLICATE('b', 10000)))")]
    [InlineData("LENGTH(StringJoin(StringSplit(REPLICATE(',', 10000), ','), REPLICATE('b', 10000)))")]
    public void A_string_that_grows_out_of_its_arguments_is_refused_before_it_takes_memory(string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(TooComplex, Refusal($"SELECT VALUE {text} FROM c"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000_000);
    }

    [Fact]
    public void Long_names_of_many_objects_are_refused_before_they_are_written() =>
        Assert.Equal(TooComplex, Refusal($"SELECT VALUE ObjectToArray({{{string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"a{i}: 1"))}}}, '{new string('k', 50_000)}') FROM c"));

    [Fact]
    public void Large_expressions_beside_an_aggregate_are_compared_with_the_keys_in_no_time()
    {
        var chains = string.Join(", ", Enumerable.Repeat($"1{Repeated("+1", 480)}", 240));
        var paths = string.Join(", ", Enumerable.Range(0, 240).Select(i => $"c{Repeated(".a", 450)} AS x{i}"));

        Assert.Single(Rows($"SELECT COUNT(1), {chains} FROM c GROUP BY c.n"));
        Assert.Single(Rows($"SELECT {paths} FROM c GROUP BY c"));
    }

    [Fact]
    public void A_pattern_that_has_to_backtrack_is_paid_by_its_time()
    {
        var clock = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMilliseconds(100) };
        var matches = string.Join(", ", Enumerable.Repeat("RegexMatch('a', '(?=a)a')", 20));
        var query = CompiledQuery.Compile(QueryParser.Parse($"SELECT VALUE [{matches}]"), new Dictionary<string, SqlValue>(StringComparer.Ordinal), clock);

        Assert.Equal(TooComplex, Assert.Throws<SqlException>(() => query.Collect([default]).ToList()).Code);
    }

    [Fact]
    public void A_pattern_without_end_is_no_work() =>
        Assert.Equal(["false"], Rows($"SELECT VALUE RegexMatch('{new string('a', 5000)}', '^(a+)+$ *b') FROM c"));

    [Fact]
    public void The_time_is_the_clocks_and_one_for_a_query_where_that_is_asked()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 10, 30, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };
        var query = CompiledQuery.Compile(
            QueryParser.Parse("SELECT VALUE [GetCurrentDateTimeStatic(), GetCurrentDateTimeStatic(), GetCurrentTimestamp() < GetCurrentTimestamp()]"),
            new Dictionary<string, SqlValue>(StringComparer.Ordinal),
            clock);

        var row = query.Collect([default]).Single();

        Assert.Equal("""["2026-11-23T10:30:00.0000000Z","2026-11-23T10:30:00.0000000Z",true]""", System.Text.Encoding.UTF8.GetString(row.Span));
    }

    private static List<string> Rows(string query) => [.. SqlCase.Run(query, [Document], [])];

    private static string Refusal(string query) => Assert.Throws<SqlException>(() => Rows(query)).Code;

    private static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
