using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Omni.Worker.Build;

namespace Omni.Functions.Tests.Worker;

public sealed class PublishedAppTests(PublishedApp app) : IClassFixture<PublishedApp>
{
    private string Root => app.Folder.FullName;

    [Fact]
    public void The_root_holds_the_host_json_of_the_repository() =>
        Assert.Equal(
            File.ReadAllText(Path.Combine(PublishedApp.Repository, "host.json")),
            File.ReadAllText(Path.Combine(Root, "host.json")));

    [Fact]
    public void Each_function_has_its_folder_and_beside_them_are_the_templates_and_what_the_bot_knows()
    {
        var functions = FunctionAttributes.Read(Path.Combine(Root, "Omni.Functions.dll")).Keys;
        Assert.Equal(functions.Append("templates").Append("bot").Order(StringComparer.Ordinal), app.Folder.GetDirectories().Select(folder => folder.Name).Order(StringComparer.Ordinal));
        Assert.All(functions, function => Assert.True(File.Exists(Path.Combine(Root, function, "function.json"))));
    }

    [Fact]
    public async Task The_handler_listens_on_the_port_of_the_host_and_not_on_the_urls_it_inherits()
    {
        using var host = new TcpListener(IPAddress.Loopback, 0);
        host.Start();
        using var handler = PublishedApp.Start(app.Folder, new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = $"http://{host.LocalEndpoint}",
            ["FUNCTIONS_CUSTOMHANDLER_PORT"] = "0",
        });
        try
        {
            var address = await ListeningAddressAsync(handler.StandardOutput);
            using var client = new HttpClient();
            using var answer = await client.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("127.0.0.1", address.Host);
        }
        finally
        {
            handler.Kill();
        }
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task The_handler_answers_from_a_folder_that_nobody_may_write_to_and_leaves_it_as_it_was()
    {
        using var copy = new ReadOnlyCopy(app.Folder);
        var before = copy.Inventory();
        using var handler = PublishedApp.Start(copy.Folder, new Dictionary<string, string> { ["FUNCTIONS_CUSTOMHANDLER_PORT"] = "0" });
        try
        {
            using var client = new HttpClient { BaseAddress = await ListeningAddressAsync(handler.StandardOutput) };
            using var nothing = new ByteArrayContent([]);
            using var answer = await client.PostAsync(new Uri("api/webhooks/telegram", UriKind.Relative), nothing);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
        finally
        {
            handler.Kill();
            await handler.WaitForExitAsync();
        }

        Assert.Equal(before, copy.Inventory());
    }

    private static async Task<Uri> ListeningAddressAsync(StreamReader output)
    {
        const string announcement = "Now listening on: ";
        while (await output.ReadLineAsync() is { } line)
        {
            var start = line.IndexOf(announcement, StringComparison.Ordinal);
            if (start >= 0)
                return new Uri(line[(start + announcement.Length)..]);
        }

        throw new InvalidOperationException("The handler ended before it listened.");
    }
}
