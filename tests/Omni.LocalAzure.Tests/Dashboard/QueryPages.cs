using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Omni.LocalAzure.Cosmos;
using Omni.LocalAzure.Dashboard;

namespace Omni.LocalAzure.Tests.Dashboard;

public sealed partial class QueryPages : IAsyncLifetime
{
    private const int Entries = 230;

    private RunningDashboard _dashboard = null!; // Set before each test.

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        await _dashboard.Account.ProvisionAsync(JsonNode.Parse(
            """{"database":"omni","containers":[{"name":"customers","partitionKeyPaths":["/customerId"]},{"name":"identities","partitionKeyPaths":["/id"]}]}""")!.AsObject()); // it is JSON
        await Task.WhenAll(Enumerable.Range(0, Entries).Select(number => _dashboard.Account.UpsertItemAsync("omni", "customers", Entry(number))));
    }

    public async Task DisposeAsync() => await _dashboard.DisposeAsync();

    [Fact]
    public async Task Rows_are_a_table_with_what_is_nested_as_JSON_encoded()
    {
        var page = await RunAsync("SELECT c.number, c.nested FROM c WHERE c.number = @number", """{"@number": 7}""");

        Assert.Equal(["number", "nested"], Columns(page));
        Assert.Equal(["7", "{\"deep\":[\"<b>\"]}"], Cells(page));
        Assert.Matches(@"1 rows · \d+\.\d\d RU · \d+ ms", WebUtility.HtmlDecode(page));
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_property_is_an_empty_cell_and_a_plain_value_a_row()
    {
        var page = await RunAsync("SELECT VALUE c.number < 1 ? c.number : {a: c.number < 2 ? 'x' : undefined} FROM c WHERE c.number < 3 ORDER BY c.number");

        Assert.Equal(["value", "a"], Columns(page));
        Assert.Equal(["0", "", "", "x", "", ""], Cells(page));
    }

    [Fact]
    public async Task The_next_rows_come_by_the_button_until_there_are_none()
    {
        var fields = Typed("SELECT c.number FROM c ORDER BY c.number DESC");
        var numbers = new List<string>();
        var pages = 0;
        for (string? continuation = ""; continuation is not null; pages++)
        {
            fields["continuation"] = continuation;
            var page = await PostAsync(fields);
            numbers.AddRange(Cells(page));
            continuation = Continuation().Match(page) is { Success: true } more ? WebUtility.HtmlDecode(more.Groups[1].Value) : null;
        }

        Assert.Equal(3, pages);
        Assert.Equal(Enumerable.Range(0, Entries).Reverse().Select(number => number.ToString(CultureInfo.InvariantCulture)), numbers);
    }

    [Theory]
    [InlineData("SELECT c.number FROM c\r\nWHERE c.number == 1", "=", "SC1001")]
    [InlineData("SELECT NOPE(c.number) FROM c", "NOPE", "SC2005")]
    [InlineData("SELECT id FROM c", "id", "SC2001")]
    [InlineData("SELECT c.number FROM c OFFSET 1", " ", "SC1002")]
    public async Task An_error_is_told_and_marked_in_the_text(string sql, string marked, string code)
    {
        var page = await RunAsync(sql);

        Assert.Contains($"<p role=\"alert\">{code}: ", page, StringComparison.Ordinal);
        var shown = Marked().Match(page);
        Assert.Equal(marked, WebUtility.HtmlDecode(shown.Groups["marked"].Value));
        Assert.Equal(sql.ReplaceLineEndings("\n").Trim(), WebUtility.HtmlDecode(Tag().Replace(shown.Value, "")).Trim());
    }

    [Theory]
    [InlineData("customers", "[1]", "", "The parameters are one JSON object")]
    [InlineData("customers", "{", "", "The parameters are one JSON object")]
    [InlineData("customers", "", "elsewhere", "The continuation is not one of this query.")]
    [InlineData("nowhere", "", "", "There is no container")]
    public async Task What_cannot_be_run_is_told(string container, string parameters, string continuation, string told)
    {
        var page = await PostAsync(new() { ["container"] = container, ["sql"] = "SELECT * FROM c", ["parameters"] = parameters, ["continuation"] = continuation });

        Assert.Contains($"<p role=\"alert\">{told}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_a_character_comes_neither_into_the_store_nor_into_a_query()
    {
        const string Half = """{"id":"half","customerId":"c-2","type":"contact","contact":{"text":"\ud800"},"torn":"\ud800!"}""";
        await Assert.ThrowsAsync<FormatException>(() => _dashboard.Account.UpsertItemAsync("omni", "customers", Encoding.UTF8.GetBytes(Half)));

        Assert.DoesNotContain("half", await RunAsync("SELECT * FROM c WHERE c.customerId = 'c-2'"), StringComparison.Ordinal);
        Assert.Contains("The parameters are one JSON object", await RunAsync("SELECT VALUE @half FROM c", """{"@half": "\ud800"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_of_columns_and_texts_of_errors_are_encoded()
    {
        var named = await RunAsync("SELECT TOP 1 1 AS \"<i>\" FROM c");
        var refused = await RunAsync("SELECT c.number FROM c WHERE c.number = <script>");
        var parameter = await RunAsync("SELECT VALUE {\"<script>\": 1} FROM c WHERE c.number = 1");
        var container = await PostAsync(new() { ["container"] = "<script>", ["sql"] = "<script>", ["parameters"] = "\"</textarea><script>", ["continuation"] = "" });

        Assert.All([named, refused, parameter, container], page => Assert.DoesNotMatch("<i>|<script", page));
        Assert.Equal(["<script>"], Columns(parameter).Select(WebUtility.HtmlDecode));
    }

    [Fact]
    public async Task A_page_stays_small_however_large_the_answer_is()
    {
        var rows = await RunAsync("SELECT VALUE REPLICATE('0123456789', 1000) FROM c");
        var columns = await RunAsync($"SELECT VALUE {{{string.Join(", ", Enumerable.Range(0, 60).Select(number => $"c{number}: 1"))}}} FROM c WHERE c.number = 1");

        Assert.Equal(100, Cells(rows).Count());
        Assert.All(Cells(rows), cell => Assert.Equal(2_001, cell.Length));
        Assert.Equal(50, Columns(columns).Count());
        Assert.Contains("10 more columns are not shown.", columns, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_works_too_long_is_told()
    {
        var page = await RunAsync("SELECT VALUE COUNT(1) FROM c JOIN a IN (SELECT VALUE @n) JOIN b IN (SELECT VALUE @n) JOIN d IN (SELECT VALUE @n)", $$"""{"@n": [{{string.Join(", ", Enumerable.Range(0, 1000))}}]}""");

        Assert.Contains("<p role=\"alert\">SC1030: ", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_question_of_the_book_is_one_click_away()
    {
        var page = await _dashboard.GetAsync("/queries");

        var questions = Question().Matches(page).Select(link => link.Groups[1].Value).ToList();
        Assert.Equal(QueryBook.Questions.Select(question => question.Slug), questions);
        foreach (var question in QueryBook.Questions) Assert.Contains(WebUtility.HtmlEncode(question.Sql[..20]), await _dashboard.GetAsync($"/queries?question={question.Slug}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_is_not_in_the_book_is_not_found()
    {
        using var answer = await _dashboard.Browser.GetAsync(new Uri("/queries?question=nobody-asks", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData(false, null, HttpStatusCode.BadRequest)]
    [InlineData(true, "http://elsewhere.example", HttpStatusCode.Forbidden)]
    public async Task Another_sites_page_cannot_ask(bool withToken, string? origin, HttpStatusCode expected)
    {
        using var answer = await _dashboard.PostAsync("/queries", "/queries", Typed("SELECT * FROM c"), withToken, origin);
        Assert.Equal(expected, answer.StatusCode);
    }

    private static byte[] Entry(int number) => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $$"""{"id":"{{number}}","customerId":"c-1","number":{{number}},"nested":{"deep":["<b>"]} }"""));

    private Task<string> RunAsync(string sql, string parameters = "") => PostAsync(Typed(sql, parameters));

    private async Task<string> PostAsync(Dictionary<string, string> fields)
    {
        using var answer = await _dashboard.PostAsync("/queries", "/queries", fields);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private static Dictionary<string, string> Typed(string sql, string parameters = "") => new() { ["container"] = "customers", ["sql"] = sql, ["parameters"] = parameters };

    private static IEnumerable<string> Columns(string page) => Column().Matches(page).Select(cell => cell.Groups[1].Value);

    private static IEnumerable<string> Cells(string page) => Cell().Matches(page).Select(cell => WebUtility.HtmlDecode(cell.Groups[1].Value));

    [GeneratedRegex("<th scope=\"col\">([^<]*)</th>")]
    private static partial Regex Column();

    [GeneratedRegex("<td>([^<]*)</td>")]
    private static partial Regex Cell();

    [GeneratedRegex("<pre>[^<]*<mark>(?<marked>[^<]*)</mark>[^<]*</pre>")]
    private static partial Regex Marked();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex("name=\"continuation\" value=\"([^\"]*)\"")]
    private static partial Regex Continuation();

    [GeneratedRegex("href=\"/queries\\?question=([^\"]*)\"")]
    private static partial Regex Question();
}
