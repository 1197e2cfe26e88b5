using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Consents;
using Omni.Functions.Customers.Golden;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers;

/// <summary>What people want to be written stands on their timeline, and the newest word counts.</summary>
public sealed class ConsentTests
{
    private readonly InMemoryCustomerStore _store = new();
    private readonly FakeTimeProvider _clock = new(Morning.AddHours(5));

    [Property]
    public bool Whatever_comes_in_whatever_order_and_however_often_the_profile_says_the_same(int[] said, int order)
    {
        var shuffled = said.Concat(said.Take(2)).ToArray();
        new Random(order).Shuffle(shuffled);
        return ConsentsOf(said).SequenceEqual(ConsentsOf(shuffled));
    }

    [Fact]
    public async Task Somebody_at_the_business_knows_of_a_consent()
    {
        await Resolution(_store).ResolveAsync([Contact(2, "phone:+74951234567", "email:anna@example.org")], default);
        var customer = _store.Profiles.Single();

        var (status, body) = await AskAsync(customer.Id, """{"channel":"Email","purpose":"marketing","given":true,"reason":"Ticked the box of the shop.","by":"olga"}""");

        Assert.Equal(200, status);
        var said = body.GetProperty("consents")[0];
        Assert.Equal(("email", "marketing", true), (said.GetProperty("channel").GetString(), said.GetProperty("purpose").GetString(), said.GetProperty("given").GetBoolean()));
        var entry = _store.Entries.Single(entry => entry.Contact.Id == said.GetProperty("contactId").GetString()).Contact;
        Assert.Equal((ContactKind.Consent, "email:anna@example.org", "olga"), (entry.Kind, entry.From.Identities.Single().Key, entry.Extras["by"].GetString()));
        Assert.Equal((1, customer.WaitingSince), (_store.Profiles.Single().ContactCount, _store.Profiles.Single().WaitingSince));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"channel":"email","purpose":"marketing","given":true}""")]
    [InlineData("""{"channel":"email","purpose":"spam","given":true,"reason":"x"}""")]
    [InlineData("""{"channel":"e mail","purpose":"marketing","given":true,"reason":"x"}""")]
    [InlineData("""{"channel":"email","purpose":"marketing","given":true,"reason":"x","at":"2030-01-01T00:00:00Z"}""")]
    [InlineData("""{"channel":"email","purpose":"marketing","given":true,"reason":"x","until":"2030-01-01T00:00:00Z"}""")]
    public async Task What_cannot_be_written_down_is_refused_with_how_to_ask(string body)
    {
        await Resolution(_store).ResolveAsync([Contact(2, "phone:+74951234567")], default);

        var (status, answer) = await AskAsync(_store.Profiles.Single().Id, body);

        Assert.Equal(400, status);
        Assert.Contains("purpose", answer.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Single(_store.Entries);
    }

    [Fact]
    public async Task Nobody_with_that_id_wants_anything() => Assert.Equal(
        404, (await AskAsync("00112233445566778899aabbccddeeff", """{"channel":"email","purpose":"marketing","given":true,"reason":"x"}""")).Status);

    [Fact]
    public async Task A_merge_joins_what_both_said_and_its_undoing_takes_it_apart()
    {
        var (one, two) = (Said(4, "phone:+74951234567", given: true), Said(8, "email:anna@example.org", given: false));
        await Resolution(_store).ResolveAsync([one], default);
        await Resolution(_store).ResolveAsync([two], default);
        Assert.Equal([true, false], _store.Profiles.OrderBy(static profile => profile.Consents.Single().From.At).Select(static profile => profile.Consents.Single().Given));

        await Resolution(_store).ResolveAsync([Contact(10, "phone:+74951234567", "email:anna@example.org")], default);

        Assert.False(_store.Profiles.Single(static profile => !profile.IsFrozen).Consents.Single().Given);
    }

    private static IReadOnlyList<ProfileConsent> ConsentsOf(IEnumerable<int> said) =>
        ProfileFold.Add(Profile.Empty("c"), said.Select(static word => Said(Math.Abs(word % 1000), "phone:+74951234567", word % 2 == 0, (word % 3) switch { 0 => "sms", 1 or -1 => "email", _ => "vk" }))).Consents;

    private static Contact Said(int number, string identity, bool given, string channel = "email") => Contact(number, identity) with
    {
        Kind = ContactKind.Consent,
        Consents = [new Consent(channel, ConsentPurpose.Marketing, given)],
    };

    private async Task<(int Status, JsonElement Body)> AskAsync(string customerId, string body)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        var route = new RecordConsent(new ConsentRecording(_store, Resolution(_store), _clock), ProfileOptions.Default, _clock);
        await (await route.Run(context.Request, customerId, default)).ExecuteAsync(context);
        return (context.Response.StatusCode, JsonElement.Parse(answer.ToArray()));
    }
}
