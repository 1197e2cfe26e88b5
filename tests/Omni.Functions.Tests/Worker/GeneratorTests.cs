using Microsoft.CodeAnalysis;

namespace Omni.Functions.Tests.Worker;

public sealed class GeneratorTests
{
    private const string Tick = """[Function("Tick")] public Task Tick([TimerTrigger("0 * * * * *")] TimerInfo timer) => Task.CompletedTask;""";

    [Fact]
    public void A_sound_function_gives_no_finding() => Assert.Empty(GeneratorRun.Findings(Tick));

    [Fact]
    public void Findings_are_errors() =>
        Assert.All(GeneratorRun.Findings("""[Function("x y")] public Task Tick() => Task.CompletedTask;"""), finding =>
            Assert.Equal(DiagnosticSeverity.Error, finding.Severity));

    [Theory]
    [InlineData("OMW001", """[Function("F")] public Task F() => Task.CompletedTask;""")]
    [InlineData("OMW001", """[Function("F")] public Task F([TimerTrigger("x")] TimerInfo a, [TimerTrigger("x")] TimerInfo b) => Task.CompletedTask;""")]
    [InlineData("OMW002", """[Function("1st")] public Task F([TimerTrigger("x")] TimerInfo a) => Task.CompletedTask;""")]
    [InlineData("OMW002", """[Function("Host")] public Task F([TimerTrigger("x")] TimerInfo a) => Task.CompletedTask;""")]
    [InlineData("OMW002", """[Function("a\n")] public Task F([TimerTrigger("x")] TimerInfo a) => Task.CompletedTask;""")]
    [InlineData("OMW003", Tick + """[Function("TICK")] public Task F([TimerTrigger("x")] TimerInfo a) => Task.CompletedTask;""")]
    [InlineData("OMW004", """[Function("F")] public Task F([TimerTrigger("x")] string a) => Task.CompletedTask;""")]
    [InlineData("OMW004", """[Function("F")] public Task F([TimerTrigger("x")] TimerInfo a, Uri address) => Task.CompletedTask;""")]
    [InlineData("OMW004", """[Function("F")] public Task F([ServiceBusTrigger("q")] object a) => Task.CompletedTask;""")]
    [InlineData("OMW004", """[Function("F")] public Task F([CosmosDBTrigger("d", "c")] List<string> a) => Task.CompletedTask;""")]
    [InlineData("OMW004", """[Function("F")] public Task<IResult> F([HttpTrigger] HttpContext a) => null!;""")]
    [InlineData("OMW004", """[Function("F")] public Task<IResult> F([HttpTrigger(Route = "x/{id}")] HttpRequest r, string other) => null!;""")]
    [InlineData("OMW004", """[Function("F")] public Task<IResult> F([HttpTrigger(Route = "x/{id}")] HttpRequest r, DateTime id) => null!;""")]
    [InlineData("OMW005", """[Function("F")] public Task<string> F([HttpTrigger] HttpRequest r) => null!;""")]
    [InlineData("OMW005", """[Function("F")] public void F([TimerTrigger("x")] TimerInfo a) { }""")]
    [InlineData("OMW007", """[Function("F")] public IResult F([HttpTrigger(Route = "admin/x")] HttpRequest r) => null!;""")]
    [InlineData("OMW008", """[Function("F")] public Task F([ServiceBusTrigger("q")] string[] a) => Task.CompletedTask;""")]
    [InlineData("OMW008", """[Function("F")] public Task F([ServiceBusTrigger("q", IsBatched = true)] byte[] a) => Task.CompletedTask;""")]
    [InlineData("OMW009", """[Function("F")] private Task F([TimerTrigger("x")] TimerInfo a) => Task.CompletedTask;""")]
    [InlineData("OMW009", """[Function("F")] public Task F<T>([TimerTrigger("x")] TimerInfo a) => Task.CompletedTask;""")]
    [InlineData("OMW009", Tick + """public Sample(string a) { } public Sample() { }""")]
    [InlineData("OMW010", """[Function("F")] public Task F([ServiceBusTrigger("q", AutoCompleteMessages = false)] string a) => Task.CompletedTask;""")]
    public void A_mistake_is_found(string id, string members) => Assert.Equal([id], GeneratorRun.Ids(members));

    [Theory]
    [InlineData("""[Function("F")] public static Task F([ServiceBusTrigger("q")] byte[] a) => Task.CompletedTask;""")]
    [InlineData("""[Function("F")] internal Task F([ServiceBusTrigger("t", "s", IsBatched = true)] byte[][] a) => Task.CompletedTask;""")]
    [InlineData("""[Function("F")] public Task F([CosmosDBTrigger("d", "c")] IReadOnlyList<Uri> a, FunctionContext c, CancellationToken t) => Task.CompletedTask;""")]
    [InlineData("""[Function("F")] public IResult F([HttpTrigger(Route = "x/{id:guid}/{n?}")] HttpRequest r, Guid id, int? n) => null!;""")]
    [InlineData("""[Function("F")] public Task<IResult> F([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "x/{*rest}")] HttpRequest r, string? rest) => null!;""")]
    public void A_supported_shape_compiles(string members) => Assert.Empty(GeneratorRun.Findings(members));

    [Fact]
    public void A_change_elsewhere_generates_nothing_anew() =>
        Assert.All(GeneratorRun.RunAgainWithUnrelatedChange(Tick), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
}
