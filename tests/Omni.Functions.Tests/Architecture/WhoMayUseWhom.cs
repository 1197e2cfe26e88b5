using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Omni.Functions.Tests.Architecture;

public sealed partial class WhoMayUseWhom
{
    private const string App = "functions/Omni.Functions";

    /// <summary>Slice → what its files may name in a using line beyond the base library and itself.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Contacts"] = ["PhoneNumbers", "Azure.Messaging"],
        ["Channels"] = ["Omni.Functions.Contacts", "MimeKit", "AngleSharp"],
        ["Telemetry"] = ["Omni.Functions.Contacts"],
        ["Ingestion"] =
        [
            "Omni.Functions.Contacts", "Omni.Functions.Channels", "Omni.Functions.Telemetry", "Omni.Worker", "Omni.Azure.Messaging.ServiceBus", "Omni.Azure.Bot", "Microsoft.AspNetCore",
            "Microsoft.Extensions",
        ],
        ["Customers"] =
        [
            "Omni.Functions.Contacts", "Omni.Functions.Telemetry", "Polly", "Omni.Worker", "Omni.Azure.Messaging.ServiceBus", "Microsoft.AspNetCore",
            "Microsoft.Extensions",
        ],
        ["Crm"] = ["Omni.Functions.Contacts", "Omni.Functions.Channels", "Omni.Functions.Customers", "Polly", "Omni.Worker", "Omni.Azure.Messaging.ServiceBus", "Microsoft.Extensions"],
        ["Timeline"] = ["Omni.Functions.Contacts", "Omni.Functions.Customers", "Omni.Worker", "Microsoft.AspNetCore", "Microsoft.Extensions"],
        ["Media"] =
        [
            "Omni.Functions.Contacts", "Omni.Functions.Channels", "Omni.Functions.Customers", "Omni.Functions.Timeline", "Omni.Functions.Ingestion", "Omni.Functions.Telemetry", "Polly",
            "Omni.Worker", "Omni.Azure.Messaging.ServiceBus", "Microsoft.AspNetCore", "Microsoft.Extensions",
        ],
        ["Replies"] =
        [
            "Omni.Functions.Contacts", "Omni.Functions.Channels", "Omni.Functions.Customers", "Omni.Functions.Timeline", "Omni.Functions.Media", "Omni.Functions.Telemetry", "HandlebarsDotNet", "NodaTime", "Polly", "Omni.Worker",
            "Omni.Azure.Messaging.ServiceBus",
            "Microsoft.AspNetCore", "Microsoft.Extensions",
        ],
        ["Bot"] =
        [
            "Omni.Functions.Contacts", "Omni.Functions.Customers", "Omni.Functions.Ingestion", "Omni.Functions.Timeline", "Omni.Functions.Replies", "Omni.Functions.Telemetry", "HandlebarsDotNet", "Lucene.Net", "NodaTime",
            "Omni.Worker", "Omni.Azure.Messaging.ServiceBus", "Microsoft.AspNetCore", "Microsoft.Extensions",
        ],
        ["Stores"] =
        [
            "Omni.Functions.Bot", "Omni.Functions.Media", "Omni.Functions.Replies",
            "Omni.Functions.Contacts", "Omni.Functions.Ingestion", "Omni.Functions.Customers", "Omni.Functions.Timeline", "Omni.Functions.Telemetry",
            "Omni.Functions.Channels", "Microsoft.Azure.Cosmos", "Microsoft.Graph", "Polly", "Microsoft.Kiota", "Omni.Azure", "Azure", "Microsoft.Extensions",
        ],
    };

    public static TheoryData<string> Slices() => new(Allowed.Keys);

    [Theory]
    [MemberData(nameof(Slices))]
    public void A_slice_uses_only_what_the_table_allows(string slice)
    {
        var strays = Repository.Sources($"{App}/{slice}")
            .SelectMany(file => Usings(file).Select(used => (file, used)))
            .Where(line => !IsBase(line.used) && !Within(line.used, $"Omni.Functions.{slice}") && !Allowed[slice].Any(a => Within(line.used, a)))
            .Select(line => $"{line.file} uses {line.used}");

        Assert.Empty(strays);
    }

    /// <summary>What all mail has in common, whoever delivers it; nothing to be called at.</summary>
    private const string Mail = "Omni.Functions.Channels.Email";

    private static readonly string[] MailProviders = ["Email", "Mailbox", "Mailgun", "Postmark", "SendGrid"];

    [Fact]
    public void A_provider_never_uses_another_provider()
    {
        var strays = Repository.Sources($"{App}/Channels")
            .Where(file => file.Split('/').Length > 4)
            .SelectMany(file => Usings(file).Select(used => (file, used, own: $"Omni.Functions.Channels.{file.Split('/')[3]}")))
            .Where(line => Within(line.used, "Omni.Functions.Channels") && line.used != "Omni.Functions.Channels" && !Within(line.used, line.own))
            .Where(line => !(line.used == Mail && MailProviders.Contains(line.file.Split('/')[3])))
            .Select(line => $"{line.file} uses {line.used}");

        Assert.Empty(strays);
    }

    [Fact]
    public void Only_the_rules_of_mail_use_the_libraries_of_mail_and_html()
    {
        var strays = Repository.Sources($"{App}/Channels")
            .Where(file => file.Split('/')[3] != "Email" && Usings(file).Any(used => Within(used, "MimeKit") || Within(used, "AngleSharp")));

        Assert.Empty(strays);
    }

    [Fact]
    public void Only_the_catalogue_names_a_provider()
    {
        var strays = Repository.Sources(App)
            .Where(file => !file.StartsWith($"{App}/Channels/", StringComparison.Ordinal) && !file.StartsWith($"{App}/Hosting/", StringComparison.Ordinal))
            .Where(file => Usings(file).Any(used => used.StartsWith("Omni.Functions.Channels.", StringComparison.Ordinal)));

        Assert.Empty(strays);
    }

    [Fact]
    public void Every_folder_of_the_app_is_in_the_table()
    {
        var folders = Repository.Sources(App).Select(file => file.Split('/')).Where(parts => parts.Length > 3).Select(parts => parts[2]).Distinct();

        Assert.Equal([.. Allowed.Keys.Append("Hosting").Order()], folders.Order());
    }

    [Theory]
    [InlineData("functions/Omni.Functions", "Omni.Azure", "Omni.Worker", "Omni.Worker.Build", "Omni.Worker.Generators")]
    [InlineData("functions/Omni.Worker")]
    [InlineData("functions/Omni.Worker.Generators")]
    [InlineData("functions/Omni.Worker.Build")]
    [InlineData("functions/Omni.Azure")]
    [InlineData("local/Omni.LocalAzure", "Omni.Drivers")]
    [InlineData("local/Omni.Operations", "Omni.Azure", "Omni.Drivers")]
    [InlineData("local/Omni.Replay", "Omni.Functions", "Omni.Drivers")]
    public void A_project_references_only_these(string project, params string[] allowed)
    {
        var file = Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.csproj").Single();
        var references = XDocument.Load(file).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)); // every reference has an Include

        Assert.Empty(references.Except(allowed));
    }

    [Theory]
    [InlineData("functions/Omni.Worker", "Omni.Functions", "Omni.Azure")]
    [InlineData("functions/Omni.Azure", "Omni.Functions", "Omni.Worker")]
    [InlineData("local/Omni.LocalAzure", "Omni.Functions", "Omni.Worker", "Omni.Azure")]
    public void A_library_knows_nothing_of_its_users(string project, params string[] never)
    {
        var strays = Repository.Sources(project)
            .SelectMany(file => Usings(file).Select(used => (file, used)))
            .Where(line => never.Any(word => Within(line.used, word)))
            .Select(line => $"{line.file} uses {line.used}");

        Assert.Empty(strays);
    }

    [Fact]
    public void No_folder_is_named_after_a_layer_or_a_leftover()
    {
        string[] refused = ["Common", "Core", "Shared", "Services", "Helpers", "Utils", "Models", "Interfaces", "Managers"];
        var found = new[] { "functions", "local", "tests" }
            .SelectMany(Repository.Sources)
            .Where(file => file.Split('/').Intersect(refused).Any());

        Assert.Empty(found);
    }

    [Fact]
    public void Files_stay_short_enough_to_be_read_at_once()
    {
        var tooLong = new[] { ("functions", 200), ("local", 200), ("tests", 300) }
            .SelectMany(budget => Repository.Sources(budget.Item1).Select(file => (file, lines: File.ReadLines(Path.Combine(Repository.Root, file)).Count(), budget.Item2)))
            .Where(entry => entry.lines > entry.Item3)
            .Select(entry => $"{entry.file}: {entry.lines}");

        Assert.Empty(tooLong);
    }

    private static bool IsBase(string used) => Within(used, "System");

    private static bool Within(string name, string parent) => name == parent || name.StartsWith(parent + ".", StringComparison.Ordinal);

    private static IEnumerable<string> Usings(string file) =>
        UsingLine().Matches(Repository.Read(file)).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(@"^\s*(global\s+)?using\s+(static\s+)?(\w+\s*=\s*)?(?<name>[A-Za-z_][\w.]*)\s*[;<]", RegexOptions.Multiline)]
    private static partial Regex UsingLine();
}
