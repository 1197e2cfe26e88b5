namespace Omni.Functions.Tests.Worker;

public sealed class RouteOrderTests
{
    [Theory]
    [InlineData("x/{*rest}", "x/fixed")]
    [InlineData("{*rest}", "x")]
    [InlineData("x/{id}", "x/fixed")]
    [InlineData("X/{id}", "x/fixed")]
    [InlineData("x/{id}", "x/{id:int}")]
    [InlineData("x/{id:int}", "x/5")]
    [InlineData("x/{id?}", "x")]
    [InlineData("{kind}/list", "x/{id}")]
    [InlineData("x/{id}/{*rest}", "x/{id}/tail")]
    public void A_wider_route_that_is_tried_first_hides_the_narrower(string first, string second) =>
        Assert.Equal(["OMW006"], Ids(first, second));

    [Theory]
    [InlineData("x/fixed", "x/{*rest}")]
    [InlineData("x/{id:int}", "x/{id}")]
    [InlineData("x/{id:int}", "x/fixed")]
    [InlineData("x/{id:guid}", "x/list")]
    [InlineData("x/{id}", "y/fixed")]
    [InlineData("x/{id}", "x/{id}/more")]
    [InlineData("x/{id}", "x")]
    public void Routes_in_a_safe_order_are_left_alone(string first, string second) => Assert.Empty(Ids(first, second));

    [Theory]
    [InlineData("x/{a}", "x/{b}")]
    [InlineData("x", "X")]
    public void The_same_route_twice_is_refused(string first, string second) => Assert.Equal(["OMW007"], Ids(first, second));

    [Fact]
    public void Routes_of_different_methods_do_not_meet() =>
        Assert.Empty(GeneratorRun.Ids($"{Function("A_catch", "x/{*rest}", "\"get\"")}{Function("D_lit", "x/fixed", "\"POST\"")}"));

    [Fact]
    public void The_finding_names_both_functions_and_both_routes()
    {
        var finding = Assert.Single(GeneratorRun.Findings(Function("a_catch", "x/{*rest}") + Function("D_lit", "x/fixed")));
        Assert.Equal(
            "Route 'x/fixed' of 'D_lit' is hidden by 'x/{*rest}' of 'a_catch': the host tries functions in the order of their names; rename one of the two",
            finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static IEnumerable<string> Ids(string first, string second) =>
        GeneratorRun.Ids(Function("A", first) + Function("B", second));

    private static string Function(string name, string route, string methods = "") =>
        $"[Function(\"{name}\")] public IResult {name}([HttpTrigger({methods}{(methods.Length == 0 ? "" : ", ")}Route = \"{route}\")] HttpRequest r) => null!;";
}
