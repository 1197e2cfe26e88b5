using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Omni.Functions.Contacts;
using Omni.Functions.Stores;
using Omni.Functions.Tests.Stores;
using Omni.LocalAzure.Cosmos;
using Omni.Replay;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers.Replaying;

/// <summary>What a person at the terminal sees, of a store that is reached over HTTP.</summary>
public sealed class ReplayCommandTests : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("replay-");
    private LocalCosmos _cosmos = null!; // Set before each test.

    public async Task InitializeAsync()
    {
        _cosmos = await LocalCosmos.StartAsync();
        Directory.CreateDirectory(Path.Combine(_data.FullName, "state"));
        await WriteAsync("state/ready.json", new JsonObject { ["cosmos"] = _cosmos.Address });
        await WriteAsync("settings.json", new JsonObject
        {
            ["Values"] = new JsonObject
            {
                ["Cosmos__accountEndpoint"] = "http://localhost:8081/",
                ["Cosmos__accountKey"] = CosmosAccount.EmulatorKey,
                ["Cosmos__database"] = "omni",
                ["Omni__DefaultRegion"] = "RU",
            },
        });
    }

    public async Task DisposeAsync()
    {
        await _cosmos.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task Under_the_rules_of_today_everybody_stays()
    {
        await ResolveAsync();

        var (code, output, error) = await RunAsync("--dry-run");

        Assert.Equal((0, "4 contacts of 2 customers would be those of 2: 0 merges, 0 splits, 2 stay; 0 suggestions", ""), (code, output.Trim(), error));
    }

    [Fact]
    public async Task Other_rules_are_tried_from_the_command_line()
    {
        await ResolveAsync();

        var (code, output, _) = await RunAsync("--dry-run", "--identity", "Blocked=phone:+74951234567");

        Assert.Equal(0, code);
        Assert.Contains("split ", output, StringComparison.Ordinal);
        Assert.Contains("1 to a new customer: standing of phone in ", output, StringComparison.Ordinal);
        Assert.EndsWith("4 contacts of 2 customers would be those of 3: 0 merges, 1 splits, 1 stay; 0 suggestions", output.Trim(), StringComparison.Ordinal);
        Assert.DoesNotContain("4951234567", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_that_join_more_tell_who_would_merge_and_a_program_reads_it()
    {
        await ResolveAsync(Contact(20, "vk_user_id:1"), Contact(21, "email:sales@example.org", "vk_user_id:1"), Contact(22, "email:sales@example.org"));

        var (_, output, _) = await RunAsync("--dry-run", "--json", "--identity", "Joining=email:sales@example.org");

        using var difference = JsonDocument.Parse(output);
        var merge = Assert.Single(difference.RootElement.GetProperty("merges").EnumerateArray());
        Assert.Equal(2, merge.GetProperty("customers").GetArrayLength());
        Assert.Equal("email", merge.GetProperty("evidence")[0].GetProperty("kind").GetString());
        Assert.Equal(2, difference.RootElement.GetProperty("stay").GetInt32());
    }

    [Fact]
    public async Task A_dry_run_writes_nothing()
    {
        await ResolveAsync();
        _cosmos.Account.Statistics.Reset();

        await RunAsync("--dry-run", "--identity", "Limits=*=1");

        Assert.Equal(0, Enum.GetValues<CosmosRequestKind>().Where(static kind => kind.ToString() is "Create" or "Replace" or "Batch" or "Delete" or "Patch").Sum(kind => _cosmos.Account.Statistics[kind].Requests));
    }

    [Theory]
    [InlineData(1, "Omni__IdSalt is missing in the settings")]
    [InlineData(2, "'--apply'", "--apply")]
    [InlineData(1, "--identity is Name=value, of which Name is one of Blocked, Joining, Limits, Shared, SharedAfter", "--dry-run", "--identity", "Salt=1")]
    [InlineData(1, "Identity__Limits has to be a list", "--dry-run", "--identity", "Limits=phone=0")]
    [InlineData(1, "nothing is running: start ./omni up", "--dry-run", "--data", "/nowhere")]
    [InlineData(1, "cannot be read as settings of the app", "--dry-run", "--settings", "/nowhere.json")]
    public async Task What_is_wrong_is_said_with_what_to_do(int exitCode, string said, params string[] arguments)
    {
        var (code, _, error) = await RunAsync(arguments);

        Assert.Equal(exitCode, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_dry_run_customers_are_merged_until_nothing_differs()
    {
        await ResolveAsync(Contact(20, "vk_user_id:1"), Contact(21, "email:sales@example.org", "vk_user_id:1"), Contact(22, "email:sales@example.org"));
        string[] tried = ["--identity", "Joining=email:sales@example.org"];

        var (code, output, _) = await RunAsync([.. tried, "--settings", await WithSaltAsync()]);

        Assert.Equal((0, "1 customers merged, 0 merges undone, 0 contacts moved, 0 new suggestions, 0 cases left"), (code, output.Trim()));
        Assert.Contains(": 0 merges, 0 splits, 3 stay;", (await RunAsync(["--dry-run", .. tried])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merges_that_the_rules_would_not_make_are_undone_and_those_back_again_are_merged()
    {
        await Resolution(new CosmosCustomerStore(_cosmos.Containers), Options).ResolveAsync([Telling(1, "verified telegram_user_id:1")], default);
        await Resolution(new CosmosCustomerStore(_cosmos.Containers), Options).ResolveAsync([Telling(2, "verified telegram_user_id:2", "verified phone:+74951234567")], default);
        await Resolution(new CosmosCustomerStore(_cosmos.Containers), Options).ResolveAsync([Telling(3, "verified telegram_user_id:1", "claimed phone:+74951234567")], default);
        var settings = await WithSaltAsync();

        Assert.Equal("0 customers merged, 1 merges undone, 0 contacts moved, 0 new suggestions, 0 cases left", (await RunAsync("--settings", settings)).Output.Trim());
        Assert.Equal("1 customers merged, 0 merges undone, 0 contacts moved, 0 new suggestions, 0 cases left", (await RunAsync("--settings", settings, "--identity", "Limits=*=9;telegram_user_id=9")).Output.Trim());
        Assert.Equal("0 customers merged, 1 merges undone, 0 contacts moved, 0 new suggestions, 0 cases left", (await RunAsync("--settings", settings)).Output.Trim());
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_said_to_be_so()
    {
        await WriteAsync("state/ready.json", new JsonObject { ["cosmos"] = "http://127.0.0.1:1/" });

        var (code, _, error) = await RunAsync("--dry-run");

        Assert.Equal((1, true), (code, error.StartsWith("omni: The store", StringComparison.Ordinal)));
    }

    private async Task ResolveAsync(params Contact[] more) => await Resolution(new CosmosCustomerStore(_cosmos.Containers), UsualOptions).ResolveAsync(
        [Contact(1, "telegram_user_id:1", "phone:+74951234567"), Contact(2, "telegram_user_id:1"), Contact(3, "phone:+74951234567"), Contact(4, "vk_user_id:9"), .. more], default);

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        string[] usual =
        [
            .. arguments,
            .. arguments.Contains("--data") ? [] : new[] { "--data", _data.FullName },
            .. arguments.Contains("--settings") ? [] : new[] { "--settings", Path.Combine(_data.FullName, "settings.json") },
        ];
        var code = await ReplayCommand.RunAsync(_data.FullName, usual, new InvocationConfiguration { Output = output, Error = error }, default);
        return (code, output.ToString(), error.ToString());
    }

    private async Task<string> WithSaltAsync()
    {
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_data.FullName, "settings.json")))!.AsObject(); // written before each test
        settings["Values"]!["Omni__IdSalt"] = "test salt";
        await WriteAsync("salted.json", settings);
        return Path.Combine(_data.FullName, "salted.json");
    }

    private Task WriteAsync(string file, JsonObject content) => File.WriteAllTextAsync(Path.Combine(_data.FullName, file), content.ToJsonString());
}
