using System.Text.Json;
using Omni.Operations.Costs;

namespace Omni.Operations.Tests.Costs;

public sealed class CostCommandTests
{
    [Fact]
    public async Task The_guide_shows_what_the_command_prints()
    {
        var seen = await RunAsync();

        Assert.Equal((0, ""), (seen.ExitCode, seen.Error));
        Assert.Contains($"```text\n{seen.Output.ReplaceLineEndings("\n")}```\n", Repository.Read("docs/cost.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_guide_names_every_price_with_its_source_and_date()
    {
        var guide = Repository.Read("docs/cost.md");

        Assert.All(PriceList.Read(Repository.Checkout.Prices).Prices, price =>
            Assert.Contains(
                $"| {price.Key} | {price.Value.Describe()} | {price.Value.Unit} | {price.Value.Source} | {price.Value.Date} | {price.Value.Region} |", guide, StringComparison.Ordinal));
    }

    [Fact]
    public async Task As_json_it_gives_the_same_figures()
    {
        var seen = await RunAsync("--contacts-per-month", "1000000", "--channels", "whatsapp,form", "--json");

        using var report = JsonDocument.Parse(seen.Output);
        var month = report.RootElement.GetProperty("months").EnumerateArray().Single();
        Assert.Equal(1_000_000, month.GetProperty("contacts").GetDouble());
        Assert.Equal(month.GetProperty("parts").EnumerateArray().Sum(part => part.GetProperty("amount").GetDecimal()), month.GetProperty("total").GetDecimal());
        Assert.Equal(["whatsapp", "form"], report.RootElement.GetProperty("channels").EnumerateArray().Select(channel => channel.GetString()));
    }

    [Theory]
    [InlineData(2, "--contacts-per-month is a number from 1 to 1,000,000,000,000.", "--contacts-per-month", "0")]
    [InlineData(2, "--contacts-per-month is a number from 1 to 1,000,000,000,000.", "--contacts-per-month", "-1")]
    [InlineData(2, "--contacts-per-month is a number from 1", "--contacts-per-month", "many")]
    [InlineData(2, "--new-customers is a number from 0 to 1.", "--new-customers", "2")]
    [InlineData(1, "--channels are some of whatsapp, telegram, form, acs, bot", "--channels", "fax")]
    public async Task What_is_wrong_is_said_with_what_to_do(int exitCode, string said, params string[] arguments)
    {
        var seen = await RunAsync(arguments);

        Assert.Equal(exitCode, seen.ExitCode);
        Assert.Contains(said, seen.Error, StringComparison.Ordinal);
    }

    private static Task<Terminal> RunAsync(params string[] arguments) => Terminal.RunAsync(CostCommand.Create(Repository.Checkout), arguments);
}
