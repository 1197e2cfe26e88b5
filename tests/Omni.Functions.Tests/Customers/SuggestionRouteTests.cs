using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Corrections;
using Omni.Functions.Customers.Evidence;
using Omni.Functions.Customers.Golden;
using Omni.Functions.Customers.Merging;
using Omni.Functions.Customers.Suggestions;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers;

/// <summary>What people at a desk see of doubts, and what they decide.</summary>
public sealed class SuggestionRouteTests
{
    private const string Phone = "+74951234567";
    private const string Reason = """{"reason":"She told me.","by":"olga"}""";

    private readonly InMemoryCustomerStore _store = new();
    private readonly InMemoryCustomerPairs _pairs = new();
    private readonly FakeTimeProvider _clock = new(Morning.AddHours(3));

    private IReadOnlyList<Profile> Living => [.. _store.Profiles.Where(static profile => !profile.IsFrozen)];

    [Fact]
    public async Task A_doubt_is_listed_with_both_customers_and_its_reasons()
    {
        await DoubtAsync();

        var (status, body) = await ListAsync("");
        Assert.Equal(200, status);
        var item = Assert.Single(body["items"]!.AsArray())!;
        Assert.Equal(Living.Select(static profile => profile.Id).Order(StringComparer.Ordinal), item["customers"]!.AsArray().Select(static id => (string)id!));
        Assert.Equal(("suggested", "sameIdentity"), ((string)item["state"]!, (string)item["reasons"]![0]!["rule"]!));

        Assert.Single((await ListAsync($"?customer={Living[0].Id}")).Body["items"]!.AsArray());
        Assert.Empty((await ListAsync("?state=apart")).Body["items"]!.AsArray());
    }

    [Fact]
    public async Task Who_accepts_makes_the_two_one_customer_and_the_suggestion_tells_by_which_merge()
    {
        await DoubtAsync();
        var id = Assert.Single(_pairs.All).Id;

        var (status, body) = await AcceptAsync(id, Reason);

        Assert.Equal((200, 2), (status, (int)body["customer"]!["contactCount"]!));
        Assert.Single(Living);
        var kept = (await _pairs.FindAsync(id, default))!;
        Assert.Equal((PairState.Joined, "olga", (string?)body["mergeId"]), (kept.State, kept.DecidedBy, kept.MergeId));
        Assert.Equal(409, (await AcceptAsync(id, Reason)).Status);
    }

    [Fact]
    public async Task Who_rejects_keeps_them_apart_and_the_same_again_changes_nothing()
    {
        await DoubtAsync();
        var id = Assert.Single(_pairs.All).Id;

        Assert.Equal((200, "apart"), await RejectAsync(id, Reason) is var (status, body) ? (status, (string)body["state"]!) : default);
        _clock.Advance(TimeSpan.FromHours(1));
        await RejectAsync(id, """{"reason":"Another one."}""");

        var kept = (await _pairs.FindAsync(id, default))!;
        Assert.Equal((PairState.Apart, "She told me.", Morning.AddHours(3)), (kept.State, kept.Decision, kept.DecidedAt));
        await DeliverAsync(Telling(400, "verified telegram_user_id:2", $"claimed phone:{Phone}"));
        Assert.Equal(2, Living.Count);
    }

    [Fact]
    public async Task Two_who_are_one_customer_are_not_kept_apart_by_rejecting()
    {
        await DoubtAsync();
        var id = Assert.Single(_pairs.All).Id;
        await AcceptAsync(id, Reason);

        var (status, body) = await RejectAsync(id, Reason);

        Assert.Equal(409, status);
        Assert.Contains("Undo the merge", (string)body["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("0123456789abcdef0123456789abcdef-1123456789abcdef0123456789abcdef")]
    public async Task A_suggestion_nobody_made_is_not_found(string id)
    {
        Assert.Equal(404, (await AcceptAsync(id, Reason)).Status);
        Assert.Equal(404, (await RejectAsync(id, Reason)).Status);
    }

    [Theory]
    [InlineData("?state=maybe")]
    [InlineData("?limit=0")]
    [InlineData("?limit=201")]
    public async Task A_list_that_cannot_be_is_answered_with_how_to_ask(string query) => Assert.Equal(400, (await ListAsync(query)).Status);

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"reason":" "}""")]
    public async Task Without_a_reason_nothing_is_decided(string body)
    {
        await DoubtAsync();
        Assert.Equal(400, (await AcceptAsync(Assert.Single(_pairs.All).Id, body)).Status);
        Assert.Equal(PairState.Suggested, Assert.Single(_pairs.All).State);
    }

    [Fact]
    public async Task An_identity_that_is_the_customers_no_longer_leads_to_whoever_comes_with_it_next()
    {
        await DeliverAsync(Telling(1, "verified telegram_user_id:1", $"verified phone:{Phone}"));
        var anna = Assert.Single(Living);

        var (status, body) = await EndAsync(anna.Id, $$"""{"identity":"phone:8 (495) 123-45-67","reason":"She gave it up.","by":"olga"}""");
        await DeliverAsync(Telling(300, $"verified phone:{Phone}", "verified vk_user_id:7"));
        await DeliverAsync(Telling(2, $"verified phone:{Phone}"));

        Assert.Equal((200, 1), (status, (int)body["contactCount"]!));
        Assert.NotNull(body["identities"]!.AsArray().Single(identity => (string)identity!["kind"]! == "phone")!["endedAt"]);
        Assert.Equal([1, 2], Living.Select(static profile => profile.ContactCount).Order());
        var entry = Assert.Single(_store.Entries, static entry => entry.Contact.Kind == ContactKind.Correction);
        Assert.Equal((anna.Id, "She gave it up.", "olga"), (entry.CustomerId, entry.Contact.Extras["reason"].GetString(), entry.Contact.Extras["by"].GetString()));
    }

    [Theory]
    [InlineData("""{"identity":"phone:+74950000000","reason":"x"}""", 409)]
    [InlineData("""{"identity":"phone","reason":"x"}""", 400)]
    [InlineData("""{"identity":"phone:+74951234567"}""", 400)]
    [InlineData("""{"identity":"phone:+74951234567","reason":"x","at":"2030-01-01T00:00:00Z"}""", 400)]
    [InlineData("""{"identity":"phone:+74951234567","reason":"x","at":"2020-01-01T00:00:00Z"}""", 409)]
    public async Task What_cannot_be_ended_is_refused_and_changes_nothing(string body, int status)
    {
        await DeliverAsync(Telling(1, "verified telegram_user_id:1", $"verified phone:{Phone}"));
        var before = Json(Assert.Single(Living));

        Assert.Equal(status, (await EndAsync(Living[0].Id, body)).Status);

        Assert.Equal(before, Json(Assert.Single(Living)));
    }

    [Fact]
    public async Task Ending_it_twice_is_refused_the_second_time()
    {
        await DeliverAsync(Telling(1, "verified telegram_user_id:1", $"verified phone:{Phone}"));
        const string Body = $$"""{"identity":"phone:{{Phone}}","reason":"She gave it up."}""";

        Assert.Equal(200, (await EndAsync(Living[0].Id, Body)).Status);
        Assert.Equal(409, (await EndAsync(Living[0].Id, Body)).Status);
        Assert.Equal(404, (await EndAsync(new string('0', 32), Body)).Status);
    }

    [Fact]
    public async Task The_chain_between_two_identities_goes_over_contacts_and_decisions()
    {
        await DoubtAsync();
        await DeliverAsync(Telling(3, "verified telegram_user_id:1", "verified email:anna@example.org"));
        await AcceptAsync(Assert.Single(_pairs.All).Id, Reason);

        var decided = Assert.Single(await ChainAsync("?from=email:Anna@example.org&to=telegram_user_id:2"))!;
        Assert.Equal(("manual", "olga", "2"), ((string)decided["rule"]!, (string)decided["by"]!, (string)decided["to"]!["value"]!));
        var told = await ChainAsync("?from=email:anna@example.org&to=phone:84951234567");
        Assert.Equal([Telling(3).Id, Telling(1).Id], told.Select(static step => (string)step!["contactId"]!));
        Assert.Equal(400, (await LinksAsync("?from=email:anna@example.org")).Status);
        Assert.Equal(400, (await LinksAsync("?from=email:anna@example.org&to=vk_user_id:9")).Status);
    }

    /// <summary>Two with an account each, one of whom typed the number of the other.</summary>
    private async Task DoubtAsync()
    {
        await DeliverAsync(Telling(1, "verified telegram_user_id:1", $"verified phone:{Phone}"));
        await DeliverAsync(Telling(2, "verified telegram_user_id:2", $"claimed phone:{Phone}"));
    }

    private Task DeliverAsync(Contact contact) => Resolution(_store, UsualOptions, pairs: _pairs).ResolveAsync([contact], default);

    private Task<(int Status, JsonNode Body)> ListAsync(string query) => AnswerAsync(query, "", request => new ListSuggestions(_store, _pairs).Run(request, default));

    private Task<(int Status, JsonNode Body)> AcceptAsync(string id, string body) =>
        AnswerAsync("", body, request => new AcceptSuggestion(Deciding(), ProfileOptions.Default).Run(request, id, default));

    private Task<(int Status, JsonNode Body)> RejectAsync(string id, string body) =>
        AnswerAsync("", body, request => new RejectSuggestion(Deciding(), ProfileOptions.Default).Run(request, id, default));

    private Task<(int Status, JsonNode Body)> EndAsync(string id, string body) => AnswerAsync("", body, request => new EndIdentity(
        new IdentityCorrection(_store, Resolution(_store, UsualOptions, pairs: _pairs), UsualOptions, _clock), ProfileOptions.Default).Run(request, id, default));

    private Task<(int Status, JsonNode Body)> LinksAsync(string query) =>
        AnswerAsync(query, "", request => new GetCustomerLinks(_store, new CustomerEvidence(_store, "RU")).Run(request, Living[0].Id, default));

    private async Task<JsonArray> ChainAsync(string query)
    {
        var (status, body) = await LinksAsync(query);
        Assert.Equal(200, status);
        return body["chain"]!.AsArray();
    }

    private DecideSuggestion Deciding()
    {
        var patience = new RivalPatience(UsualOptions, TimeProvider.System);
        var writer = new CustomerWriter(_store, _pairs, new CustomerCache(), _clock);
        return new DecideSuggestion(_store, _pairs, new MergeCustomers(_store, _pairs, writer, patience, _clock), patience, _clock);
    }

    private static async Task<(int Status, JsonNode Body)> AnswerAsync(string query, string text, Func<HttpRequest, Task<IResult>> route)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = services };
        http.Request.QueryString = new QueryString(query);
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(text));
        http.Response.Body = body;
        await (await route(http.Request)).ExecuteAsync(http);
        return (http.Response.StatusCode, JsonNode.Parse(body.ToArray())!);
    }
}
