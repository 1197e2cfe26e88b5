using System.Text.Json;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests.AfterTheRun;

/// <summary>Run by itself once every other test is through: reads what all the systems of the run have logged.</summary>
[Trait("Phase", "AfterTheRun")]
public sealed class LogsOfTheRun
{
    /// <summary>A setting that is empty or a common word is none.</summary>
    private const int ShortestSecret = 8;

    [Fact]
    public void No_log_holds_a_phone_number_an_address_a_text_or_a_secret()
    {
        var logs = Directory.GetFiles(Checkout.Logs, "*.log");
        Assert.NotEmpty(logs);
        Assert.True(logs.Sum(log => new FileInfo(log).Length) > 10_000, "The run has logged next to nothing: there is nothing to search.");

        var forbidden = Secrets().Concat(SampleFacts()).Concat(["4477009", "Message 1", "wamid."]).Distinct().ToArray();
        Assert.True(forbidden.Length > 50, "The samples were not found.");
        var found = logs.SelectMany(log => File.ReadLines(log).SelectMany(line => forbidden.Where(line.Contains).Select(word => $"{Path.GetFileName(log)}: {word}"))).Distinct();

        Assert.Empty(found);
    }

    private static IEnumerable<string> Secrets() =>
        Checkout.Settings.All.Where(setting => setting.Key.StartsWith("Channels__", StringComparison.Ordinal) || setting.Key.EndsWith("Key", StringComparison.Ordinal) || setting.Key.EndsWith("Salt", StringComparison.Ordinal))
            .Select(setting => setting.Value)
            .Where(value => value.Length >= ShortestSecret && !value.StartsWith("http", StringComparison.Ordinal))
            .Append("SAS_KEY_VALUE");

    /// <summary>Identities, names and texts of every provider sample.</summary>
    private static IEnumerable<string> SampleFacts()
    {
        var samples = Path.Combine(Checkout.Root, "tests", "Omni.Functions.Tests", "Channels", "Samples");
        foreach (var file in Directory.EnumerateFiles(samples, "*.expected.json", SearchOption.AllDirectories))
        {
            using var expected = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var fact in Strings(expected.RootElement)) yield return fact;
        }
    }

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Where(property => property.Name is not ("channel" or "kind" or "provider" or "trust" or "reason" or "type" or "contentType" or "system" or "entity" or "action" or "status"))
            .SelectMany(property => Strings(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.String when element.GetString() is { Length: >= 6 } text && !DateTimeOffset.TryParse(text, out _) => [text],
        _ => [],
    };
}
