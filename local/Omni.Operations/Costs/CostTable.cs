using System.Globalization;

namespace Omni.Operations.Costs;

/// <summary>The report as a reader sees it.</summary>
internal static class CostTable
{
    private const int NameWidth = 26;
    private const int AmountWidth = 13;

    public static IEnumerable<string> Print(CostReport report) =>
    [
        $"A month in {report.Currency}: {string.Join(", ", report.Channels)}",
        "",
        .. Table(report),
        "",
        .. Changes(report),
        "",
        .. Grounds(report),
    ];

    private static IEnumerable<string> Table(CostReport report)
    {
        yield return Row("Contacts", report.Months.Select(month => (Words(month.Contacts), "")));
        yield return Row("", report.Months.Select(_ => ("a month", "per 1,000")));
        foreach (var part in report.Months[0].Parts.Select((part, i) => (part.Name, i)).Where(part => report.Months.Any(month => month.Parts[part.i].Amount > 0)))
            yield return Row(part.Name, report.Months.Select(month => Amounts(month, month.Parts[part.i].Amount)));
        yield return Row("Total", report.Months.Select(month => Amounts(month, month.Total)));
        yield return Row("Cosmos DB is", report.Months.Select(month => (month.CosmosMode, "")));
        yield return Row("Service Bus namespaces", report.Months.Select(month => (Text($"{month.ServiceBusNamespaces}"), "")));
    }

    private static IEnumerable<string> Changes(CostReport report)
    {
        var limits = report.Limits;
        yield return "Where the design changes, with peaks as assumed below";
        yield return limits.ServerlessContacts is { } serverless
            ? $"- Cosmos DB: autoscale costs less than serverless from {Words(serverless)} contacts a month."
            : "- Cosmos DB: with such peaks serverless costs less than autoscale at any size.";
        yield return $"- Service Bus Standard: {Text($"{limits.NamespaceContactsPerSecond:N0}")} contacts a second and namespace (1,000 credits); more namespaces, each with its share of the sessions, from {Words(limits.NamespaceContacts)} contacts a month.";
        yield return $"- Cosmos DB: a physical partition bears {Words(limits.ServerlessPartitionContacts)} contacts a month serverless (5,000 RU/s), {Words(limits.PartitionContacts)} with autoscale (10,000 RU/s); Cosmos DB adds partitions by itself.";
        yield return $"- One customer is one logical partition: {Text($"{limits.CustomerContactsPerSecond:N0}")} contacts a second, {Words(limits.CustomerContacts)} ever (20 GB).";
    }

    private static IEnumerable<string> Grounds(CostReport report)
    {
        var (measured, assumed) = (report.Measured, report.Assumptions);
        yield return Text($"Measured: {measured.RequestUnitsOfAKnownCustomersContact} RU for a contact of a known customer, {measured.RequestUnitsOfANewCustomersContact} of a new one, {measured.RequestUnitsOfComparingAKnownCustomer} and {measured.RequestUnitsOfComparingANewCustomer} for comparing them with others; {measured.BusOperationsOfAContact} bus operations; {measured.CpuMillisecondsOfAContact} ms of CPU; {measured.StoredBytesOfAContact:N0} bytes and {measured.StoredBytesOfACustomer:N0} for a customer.");
        yield return $"          {measured.Conditions}.";
        yield return Text($"Assumed:  peaks of {assumed.Peak} times the average; {assumed.NewCustomers:P0} of contacts from new customers; {assumed.TelemetryBytes:N0} bytes of telemetry a contact; kept for {assumed.MonthsKept} months; {assumed.AlwaysReady} instances always ready.");
        yield return $"Prices:   {report.Prices}; each with its source, date and region in infra/prices.json.";
        yield return "Not in the figures";
        foreach (var unknown in report.Unknown) yield return $"- unknown price: {unknown}";
        foreach (var leftOut in report.LeftOut) yield return $"- {leftOut}";
    }

    private static (string Month, string Thousand) Amounts(MonthlyCost month, decimal amount) => (Text($"{amount:N2}"), Text($"{month.PerThousand(amount):N4}"));

    private static string Row(string name, IEnumerable<(string Month, string Thousand)> cells) =>
        (name.PadRight(NameWidth) + string.Concat(cells.Select(cell => cell.Month.PadLeft(AmountWidth) + cell.Thousand.PadLeft(AmountWidth)))).TrimEnd();

    private static string Words(double count) => count switch
    {
        >= 1e9 => Text($"{count / 1e9:0.#} billion"),
        >= 1e6 => Text($"{count / 1e6:0.#} million"),
        >= 1e3 => Text($"{count / 1e3:0.#} thousand"),
        _ => Text($"{count:0}"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
