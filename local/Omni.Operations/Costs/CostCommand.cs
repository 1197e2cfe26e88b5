using System.CommandLine;
using System.Text.Json;
using Omni.Operations.Secrets;

namespace Omni.Operations.Costs;

internal static class CostCommand
{
    private static readonly double[] UsualSizes = [10_000, 1_000_000, 100_000_000];

    public static Command Create(Checkout checkout)
    {
        var contacts = NumberOption.Create("--contacts-per-month", "without it, ten thousand, a million and a hundred million", 1, 1e12);
        var channels = new Option<string?>("--channels") { Description = "separated by commas; they share the contacts evenly; without it, every provider" };
        var json = new Option<bool>("--json") { Description = "prints JSON" };
        var assumed = new AssumptionOptions();
        var command = new Command("cost", "what a month costs, part by part") { contacts, channels, json };
        assumed.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var inputs = new CostInputs(PriceList.Read(checkout.Prices), Measured.Read(checkout.Measured), assumed.Of(parsed));
            var sizes = parsed.GetValue(contacts) is { } asked ? [asked] : UsualSizes;
            var report = CostReport.Of(inputs, sizes, Chosen(parsed.GetValue(channels), Known(checkout)));
            var lines = parsed.GetValue(json) ? [JsonSerializer.Serialize(report, CostJson.Default.CostReport)] : CostTable.Print(report);
            foreach (var line in lines) await parsed.InvocationConfiguration.Output.WriteLineAsync(line.AsMemory(), cancellation);
            return 0;
        });
        return command;
    }

    private static List<string> Known(Checkout checkout) =>
        [.. SecretCatalogue.Read(checkout.Settings).Secrets.Where(secret => secret.IsOfAProvider).Select(secret => secret.Owner.ToLowerInvariant()).Distinct()];

    private static List<string> Chosen(string? asked, List<string> providers)
    {
        if (asked is null) return providers;
        var chosen = asked.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        List<string> known = [.. providers, Route.Acs, Route.Bot];
        return chosen.Count > 0 && chosen.TrueForAll(known.Contains)
            ? chosen
            : throw new OperationFailedException($"--channels are some of {string.Join(", ", known)}");
    }
}
