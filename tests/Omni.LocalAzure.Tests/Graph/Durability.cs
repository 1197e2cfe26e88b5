using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.Graph.Models;
using Process = System.Diagnostics.Process;
using static Omni.LocalAzure.Tests.Graph.GraphContract;

namespace Omni.LocalAzure.Tests.Graph;

public sealed class Durability
{
    private const string File = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b";

    [Fact]
    public async Task After_a_kill_in_the_middle_of_mail_every_letter_that_was_taken_is_there_with_its_file()
    {
        var folder = GraphServer.NewFolder();
        var taken = await ReceiveAndKillAsync(folder, enough: 100);

        await using var restarted = await GraphServer.StartAsync(folder);
        using var client = Connect(restarted);
        var found = new List<Message>();
        for (var page = await client.Users[GraphServer.Info].MailFolders["inbox"].Messages.GetAsync(request => request.QueryParameters.Top = 500); page is not null;)
        {
            found.AddRange(page.Value ?? []);
            page = page.OdataNextLink is { } next ? await client.Users[GraphServer.Info].MailFolders["inbox"].Messages.WithUrl(next).GetAsync() : null;
        }

        Assert.Empty(taken.Except(found.Select(message => message.Subject ?? "")));
        Assert.Equal(found.Count, found.DistinctBy(message => message.Subject).Count());
        foreach (var message in found)
        {
            var file = Assert.IsType<FileAttachment>(Assert.Single((await client.Users[GraphServer.Info].Messages[message.Id].Attachments.GetAsync())?.Value ?? []));
            Assert.Equal(message.Subject, Encoding.UTF8.GetString(file.ContentBytes ?? []));
        }
    }

    [Fact]
    public async Task Ids_positions_and_marks_survive_a_restart_and_stray_files_do_not()
    {
        var folder = GraphServer.NewFolder();
        string? id, link;
        await using (var first = await OpenAsync(folder))
        {
            id = (await first.Client.Users[GraphServer.Info].MailFolders["inbox"].Messages.PostAsync(new Message { Subject = "Before", IsRead = false }))?.Id;
            link = (await first.Client.Users[GraphServer.Info].MailFolders["inbox"].Messages.Delta.GetAsDeltaGetResponseAsync())?.OdataDeltaLink;
        }

        var stray = Path.Combine(folder, "files", "stray");
        await System.IO.File.WriteAllTextAsync(stray, "left by a crash");
        await using var second = await OpenAsync(folder);
        var client = second.Client.Users[GraphServer.Info];
        await client.MailFolders["inbox"].Messages.PostAsync(new Message { Subject = "After" });
        var later = await client.MailFolders["inbox"].Messages.Delta.WithUrl(Moved(link, second.Server)).GetAsDeltaGetResponseAsync();

        Assert.Equal("Before", (await client.Messages[id].GetAsync())?.Subject);
        Assert.Equal("After", Assert.Single(later?.Value ?? []).Subject);
        Assert.False(System.IO.File.Exists(stray));
        Directory.Delete(folder, recursive: true);
    }

    private static string Moved(string? link, GraphServer server) => $"{server.Address}{new Uri(link ?? "").PathAndQuery["/v1.0".Length..]}";

    private static async Task<Kept> OpenAsync(string folder)
    {
        var server = await GraphServer.StartAsync(folder, isKept: true);
        return new Kept(server, Connect(server));
    }

    /// <summary>Four senders until enough is taken; then SIGKILL while they go on.</summary>
    private static async Task<IReadOnlyCollection<string>> ReceiveAndKillAsync(string folder, int enough)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Durability).Assembly.Location, "graph", folder]) { RedirectStandardOutput = true })!; // a program that exists is started
        using var door = new HttpClient { BaseAddress = new Uri(await process.StandardOutput.ReadLineAsync() ?? "") };
        var taken = new ConcurrentBag<string>();
        using var ended = new CancellationTokenSource();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var senders = Enumerable.Range(0, 4).Select(SendAsync).ToList();
        await reached.Task;
        process.Kill();
        await process.WaitForExitAsync();
        await ended.CancelAsync();
        await Task.WhenAll(senders);
        return taken;

        async Task SendAsync(int sender)
        {
            for (var number = 0; !ended.IsCancellationRequested; number++)
            {
                var subject = $"{sender}-{number}";
                using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(Letter(subject, File, $"--b\nContent-Type: text/plain; name=a.txt\n\n{subject}\n--b--").ReplaceLineEndings("\r\n")));
                content.Headers.ContentType = new("message/rfc822");
                try
                {
                    using var answer = await door.PostAsync(new Uri("$mail", UriKind.Relative), content, ended.Token);
                    if (!answer.IsSuccessStatusCode) continue;
                    taken.Add(subject);
                    if (taken.Count >= enough) reached.TrySetResult();
                }
                catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
                {
                    return;
                }
            }
        }
    }

    private sealed record Kept(GraphServer Server, Microsoft.Graph.GraphServiceClient Client) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await Server.DisposeAsync();
        }
    }
}
