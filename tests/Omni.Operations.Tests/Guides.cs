using System.Text.RegularExpressions;

namespace Omni.Operations.Tests;

/// <summary>The guides speak of what there is.</summary>
public sealed partial class Guides
{
    [Fact]
    public void The_operations_guide_tells_what_every_alert_means_and_of_no_other()
    {
        var guide = Repository.Read("docs/operations.md");
        var sections = Section().Matches(guide).Select(section => section.Groups["name"].Value);

        var alerts = AlertName().Matches(Repository.Read("infra/alerts.bicep")).Select(alert => alert.Groups["name"].Value).Where(name => name != "ag-contacts").ToList();

        Assert.NotEmpty(alerts);
        Assert.Equal(alerts.Order(), sections.Order());
    }

    [Theory]
    [InlineData("docs/operations.md")]
    [InlineData("docs/local.md")]
    [InlineData("docs/cost.md")]
    [InlineData("README.md")]
    public void A_link_of_a_guide_leads_to_a_file_of_the_repository(string guide)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, guide)) ?? "";

        var broken = Link().Matches(Repository.Read(guide)).Select(link => link.Groups["target"].Value).Where(target => !Path.Exists(Path.Combine(folder, target)));

        Assert.Empty(broken);
    }

    [Fact]
    public void The_script_lists_every_command_that_the_readme_lists()
    {
        var commands = Command().Matches(Repository.Read("README.md")).Select(command => command.Groups["name"].Value).Distinct();

        Assert.All(commands, command => Assert.Matches($"(?m)^  {command}\\b", Repository.Read("omni")));
    }

    [GeneratedRegex(@"^### (?<name>[a-z-]+)$", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^    name: '(?<name>[a-z-]+)'|^  name: '(?<name>[a-z-]+)'", RegexOptions.Multiline)]
    private static partial Regex AlertName();

    [GeneratedRegex(@"\]\((?<target>[^)#:]+)(#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\| `\./omni (?<name>[a-z]+)", RegexOptions.Multiline)]
    private static partial Regex Command();
}
