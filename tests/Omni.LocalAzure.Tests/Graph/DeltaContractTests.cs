using System.Net;
using System.Net.Http.Headers;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.MailFolders.Item.Messages.Delta;
using static Omni.LocalAzure.Tests.Graph.GraphContract;

namespace Omni.LocalAzure.Tests.Graph;

public sealed class DeltaContractTests
{
    public static TheoryData<string> Endpoints => GraphContract.Endpoints;

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_round_gives_every_message_and_ends_with_a_link_for_what_comes_later(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var folder = await contract.NewFolderAsync();
        foreach (var number in Enumerable.Range(1, 5)) await contract.AddAsync(folder, $"Delta {number}");

        var first = await ReadAsync(contract, folder, link: null, only: "created");
        await contract.AddAsync(folder, "Later");
        var second = await ReadAsync(contract, folder, first.Link, only: null);
        var third = await ReadAsync(contract, folder, second.Link, only: null);

        Assert.Equal(["Delta 1", "Delta 2", "Delta 3", "Delta 4", "Delta 5"], first.Subjects.Distinct().Order());
        Assert.True(first.Pages >= 3);
        Assert.Equal(["Later"], second.Subjects);
        Assert.Empty(third.Subjects);
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task What_left_the_folder_is_named_as_removed(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var (folder, other) = (await contract.NewFolderAsync(), await contract.NewFolderAsync());
        var (moved, deleted) = (await contract.AddAsync(folder, "Moved"), await contract.AddAsync(folder, "Deleted"));
        var before = await ReadAsync(contract, folder, link: null, only: null);

        await contract.User.Messages[moved.Id].Move.PostAsync(new() { DestinationId = other });
        await contract.User.Messages[deleted.Id].DeleteAsync();
        var after = await ReadAsync(contract, folder, before.Link, only: null);

        Assert.Empty(after.Subjects);
        Assert.Equal(2, after.Removed.Distinct().Count());
        Assert.Equal(["Moved"], (await ReadAsync(contract, other, link: null, only: "created")).Subjects);
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_change_comes_for_those_who_did_not_ask_for_new_messages_alone(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var folder = await contract.NewFolderAsync();
        var made = await contract.AddAsync(folder, "Changed", message => message.IsRead = false);
        var (all, created) = (await ReadAsync(contract, folder, link: null, only: null), await ReadAsync(contract, folder, link: null, only: "created"));

        await contract.User.Messages[made.Id].PatchAsync(new Message { IsRead = true });

        Assert.Equal(["Changed"], (await ReadAsync(contract, folder, all.Link, only: null)).Subjects);
        Assert.Empty((await ReadAsync(contract, folder, created.Link, only: null)).Subjects);
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Messages_from_before_a_time_are_left_out(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var folder = await contract.NewFolderAsync();
        await contract.AddAsync(folder, "Here");

        var (past, future) = (await FilteredAsync("2020-01-01T00:00:00Z"), await FilteredAsync("2099-01-01T00:00:00Z"));

        Assert.Equal("Here", Assert.Single(past?.Value ?? []).Subject);
        Assert.Empty(future?.Value ?? []);

        Task<DeltaGetResponse?> FilteredAsync(string time) =>
            contract.User.MailFolders[folder].Messages.Delta.GetAsDeltaGetResponseAsync(request => request.QueryParameters.Filter = $"receivedDateTime ge {time}");
    }

    [Fact]
    public async Task Changes_come_again_when_that_is_asked_for()
    {
        await using var contract = await OpenAsync();
        await contract.Server.OrderAsync("$delta", new { replays = true });
        foreach (var number in Enumerable.Range(1, 4)) await contract.AddAsync("inbox", $"Delta {number}");

        var first = await ReadAsync(contract, "inbox", link: null, only: "created");
        var second = await ReadAsync(contract, "inbox", first.Link, only: null);

        Assert.Equal(["Delta 1", "Delta 2", "Delta 2", "Delta 3", "Delta 4"], first.Subjects.Order());
        Assert.Equal(["Delta 4"], second.Subjects);
    }

    [Theory]
    [InlineData("gone", 410)]
    [InlineData("syncStateNotFound", 400)]
    public async Task A_position_that_was_lost_is_told_with_the_way_to_begin_again(string how, int status)
    {
        await using var contract = await OpenAsync();
        await contract.AddAsync("inbox", "Before");
        var before = await ReadAsync(contract, "inbox", link: null, only: "created");

        await contract.Server.OrderAsync("$delta", new { lose = how });

        await MessageContractTests.RefusedAsync(status, "syncStateNotFound", () => ReadAsync(contract, "inbox", before.Link, only: null));
        using var request = new HttpRequestMessage(HttpMethod.Get, before.Link);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", GraphServer.Token);
        using var answer = await contract.Server.Door.SendAsync(request);
        Assert.Equal(how == "gone", answer.Headers.Location?.Query == "?$deltatoken=");
        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Equal(["Before"], (await ReadAsync(contract, "inbox", link: null, only: "created")).Subjects);
    }

    private static async Task<Round> ReadAsync(GraphContract contract, string folder, string? link, string? only)
    {
        var delta = contract.User.MailFolders[folder].Messages.Delta;
        var page = link is null
            ? await delta.GetAsDeltaGetResponseAsync(request =>
            {
                request.QueryParameters.ChangeType = only;
                request.QueryParameters.Select = ["subject"];
                request.Headers.Add("Prefer", "odata.maxpagesize=2");
            })
            : await delta.WithUrl(link).GetAsDeltaGetResponseAsync(request => request.Headers.Add("Prefer", "odata.maxpagesize=2"));
        var round = new Round();
        while (true)
        {
            round.Pages++;
            round.Subjects.AddRange((page?.Value ?? []).Where(message => !message.AdditionalData.ContainsKey("@removed")).Select(message => message.Subject));
            round.Removed.AddRange((page?.Value ?? []).Where(message => message.AdditionalData.ContainsKey("@removed")).Select(message => message.Id));
            if (page?.OdataNextLink is not { } next) break;
            page = await delta.WithUrl(next).GetAsDeltaGetResponseAsync(request => request.Headers.Add("Prefer", "odata.maxpagesize=2"));
        }

        round.Link = page?.OdataDeltaLink;
        return round;
    }

    private sealed class Round
    {
        public int Pages { get; set; }

        public List<string?> Subjects { get; } = [];

        public List<string?> Removed { get; } = [];

        public string? Link { get; set; }
    }
}
