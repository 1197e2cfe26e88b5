using System.Text.Json.Nodes;
using Omni.Worker.Build;

namespace Omni.Functions.Tests.Worker;

public sealed class ScriptRootTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("omni-script-root-");

    [Theory]
    [InlineData("Item", """{"generatedBy":"Omni.Worker.Build","bindings":[{"type":"httpTrigger","direction":"in","name":"req","authLevel":"function","methods":["get","post"],"route":"items/{id:int}/{tag?}"},{"type":"http","direction":"out","name":"res"}]}""")]
    [InlineData("Nothing", """{"generatedBy":"Omni.Worker.Build","bindings":[{"type":"httpTrigger","direction":"in","name":"req","authLevel":"anonymous"},{"type":"http","direction":"out","name":"res"}]}""")]
    [InlineData("One", """{"generatedBy":"Omni.Worker.Build","bindings":[{"type":"serviceBusTrigger","direction":"in","name":"msg","queueName":"orders","connection":"ServiceBus","cardinality":"one","dataType":"binary"}]}""")]
    [InlineData("Many", """{"generatedBy":"Omni.Worker.Build","bindings":[{"type":"serviceBusTrigger","direction":"in","name":"msgs","topicName":"events","subscriptionName":"worker","connection":"ServiceBus","isSessionsEnabled":true,"cardinality":"many","dataType":"binary"}]}""")]
    [InlineData("Tick", """{"generatedBy":"Omni.Worker.Build","bindings":[{"type":"timerTrigger","direction":"in","name":"timer","schedule":"0 */5 * * * *","runOnStartup":false,"useMonitor":true}]}""")]
    [InlineData("Broken", """{"generatedBy":"Omni.Worker.Build","bindings":[{"type":"timerTrigger","direction":"in","name":"timer","schedule":"%SCHEDULE%","runOnStartup":true,"useMonitor":false}]}""")]
    [InlineData("Docs", """{"generatedBy":"Omni.Worker.Build","retry":{"strategy":"fixedDelay","maxRetryCount":2,"delayInterval":"00:00:01"},"bindings":[{"type":"cosmosDBTrigger","direction":"in","name":"docs","databaseName":"db","containerName":"c","connection":"Cosmos","leaseContainerName":"leases","startFromBeginning":true,"maxItemsPerInvocation":100}]}""")]
    [InlineData("Orders", """{"generatedBy":"Omni.Worker.Build","retry":{"strategy":"exponentialBackoff","maxRetryCount":-1,"minimumInterval":"00:00:10","maximumInterval":"00:15:00"},"bindings":[{"type":"cosmosDBTrigger","direction":"in","name":"docs","databaseName":"db","containerName":"orders","connection":"Cosmos"}]}""")]
    public void The_attributes_of_a_compiled_function_become_its_file(string function, string expected)
    {
        ScriptRoot.Write(folder.FullName, FunctionAttributes.Read(typeof(SampleTriggers).Assembly.Location));
        Assert.Equal(expected, JsonNode.Parse(ReadFunction(function))!.ToJsonString(Plain));
    }

    [Fact]
    public void Every_function_has_a_folder_and_nothing_else_is_written()
    {
        var functions = FunctionAttributes.Read(typeof(SampleTriggers).Assembly.Location);
        ScriptRoot.Write(folder.FullName, functions);
        Assert.Equal(
            functions.Keys.Order().Select(name => Path.Combine(name, "function.json")),
            Directory.EnumerateFiles(folder.FullName, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder.FullName, file)).Order());
    }

    [Fact]
    public void A_function_that_is_no_more_loses_its_folder()
    {
        ScriptRoot.Write(folder.FullName, new Dictionary<string, string> { ["Old"] = "{}", ["Kept"] = "{}" });
        ScriptRoot.Write(folder.FullName, new Dictionary<string, string> { ["Kept"] = "{}" });
        Assert.Equal(["Kept"], folder.GetDirectories().Select(found => found.Name));
    }

    [Fact]
    public void What_others_wrote_stays()
    {
        File.WriteAllText(Path.Combine(folder.CreateSubdirectory("Theirs").FullName, "function.json"), """{"bindings":[]}""");
        File.WriteAllText(Path.Combine(folder.CreateSubdirectory("data").FullName, "some.txt"), "");
        ScriptRoot.Write(folder.FullName, new Dictionary<string, string>());
        Assert.Equal(["Theirs", "data"], folder.GetDirectories().Select(found => found.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_unchanged_file_is_not_touched()
    {
        var functions = new Dictionary<string, string> { ["Kept"] = """{"bindings":[]}""" };
        ScriptRoot.Write(folder.FullName, functions);
        var file = new FileInfo(Path.Combine(folder.FullName, "Kept", "function.json")) { LastWriteTimeUtc = DateTime.UnixEpoch };
        ScriptRoot.Write(folder.FullName, functions);
        file.Refresh();
        Assert.Equal(DateTime.UnixEpoch, file.LastWriteTimeUtc);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static readonly System.Text.Json.JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private string ReadFunction(string name) => File.ReadAllText(Path.Combine(folder.FullName, name, "function.json"));
}
