using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Evidence;
using Omni.Functions.Customers.Golden;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers;

public sealed class CustomerRouteTests
{
    private readonly InMemoryCustomerStore _store = new();

    [Theory]
    [InlineData("?identity=phone:%2B7%20(495)%20123-45-67")]
    [InlineData("?identity=phone:8(495)1234567")]
    [InlineData("?identity=email:ANNA@example.org")]
    [InlineData("?q=anna@example.org")]
    [InlineData("?q=84951234567")]
    [InlineData("?q=name")]
    public async Task A_customer_is_found_by_what_people_write(string query)
    {
        await DeliverAsync();
        var (status, body) = await FindAsync(query);
        Assert.Equal(200, status);
        Assert.Equal(2, (int)Assert.Single(body["items"]!.AsArray())!["contactCount"]!);
    }

    [Fact]
    public async Task Nobody_known_is_an_empty_list()
    {
        var (status, body) = await FindAsync("?identity=vk:7");
        Assert.Equal(200, status);
        Assert.Empty(body["items"]!.AsArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?identity=phone")]
    [InlineData("?identity=email:nobody")]
    [InlineData("?q=a")]
    public async Task A_question_that_cannot_be_understood_is_answered_with_how_to_ask(string query)
    {
        var (status, body) = await FindAsync(query);
        Assert.Equal(400, status);
        Assert.Contains("identity={kind}:{value}", (string)body["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_id_of_an_absorbed_customer_answers_with_the_survivor()
    {
        await Resolution(_store).ResolveAsync([Contact(1, "phone:+74951234567"), Contact(2, "email:anna@example.org")], default);
        await Resolution(_store).ResolveAsync([Contact(3, "phone:+74951234567", "email:anna@example.org")], default);
        var (living, absorbed) = (_store.Profiles.Single(profile => !profile.IsFrozen), _store.Profiles.Single(profile => profile.IsFrozen));

        var (status, body) = await AnswerAsync("", request => new GetCustomer(_store, ProfileOptions.Default).Run(request, absorbed.Id, default));
        Assert.Equal((200, living.Id, 3), (status, (string)body["id"]!, (int)body["contactCount"]!));

        var (_, links) = await AnswerAsync("", request => new GetCustomerLinks(_store, new CustomerEvidence(_store, "RU")).Run(request, absorbed.Id, default));
        Assert.Equal(2, links["identities"]!.AsArray().Count);
        Assert.Equal(Contact(3).Id, (string)Assert.Single(links["merges"]!.AsArray())!["evidence"]!["contactId"]!);
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("anna")]
    public async Task An_id_nobody_has_is_not_found(string id)
    {
        var (status, body) = await AnswerAsync("", request => new GetCustomer(_store, ProfileOptions.Default).Run(request, id, default));
        Assert.Equal(404, status);
        Assert.Equal("No such customer", (string)body["title"]!);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_503()
    {
        _store.BeforeCall = _ => throw new StoreUnavailableException("away");
        Assert.Equal(503, (await FindAsync("?q=anna@example.org")).Status);
    }

    private Task DeliverAsync() => Resolution(_store).ResolveAsync(
        [Contact(1, "phone:+74951234567", "email:anna@example.org"), Contact(2, "phone:+74951234567")], default);

    private Task<(int Status, JsonNode Body)> FindAsync(string query) =>
        AnswerAsync(query, request => new FindCustomers(new CustomerSearch(_store, "RU"), ProfileOptions.Default).Run(request, default));

    private static async Task<(int Status, JsonNode Body)> AnswerAsync(string query, Func<HttpRequest, Task<IResult>> route)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = services };
        http.Request.QueryString = new QueryString(query);
        http.Response.Body = body;
        await (await route(http.Request)).ExecuteAsync(http);
        return (http.Response.StatusCode, JsonNode.Parse(body.ToArray())!);
    }
}
