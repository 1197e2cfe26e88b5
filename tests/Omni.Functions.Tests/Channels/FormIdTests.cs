using System.Text;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Channels;

public sealed class FormIdTests
{
    private const string Page = "https://shop.example";

    [Fact]
    public void An_id_forged_in_a_browser_does_not_swallow_the_real_submission()
    {
        var forged = FromPage("""{"id":"order-77","message":"nonsense"}""");
        var real = FromPage("""{"id":"order-77","message":"Where is my sofa?"}""");

        Assert.NotEqual(forged.Id, real.Id);
        Assert.StartsWith("order-77:", real.ProviderMessageId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_submission_repeated_by_a_browser_with_its_id_is_one_contact_for_ever()
    {
        const string Body = """{"id":"order-77","message":"Where is my sofa?"}""";

        Assert.Equal(FromPage(Body).Id, FromPage(Body, after: TimeSpan.FromDays(2)).Id);
    }

    [Fact]
    public void An_id_of_a_server_stands_alone()
    {
        var first = FromServer("""{"id":"order-77","message":"Where is my sofa?"}""");
        var again = FromServer("""{"id":"order-77","message":"Where is my sofa?","attempt":2}""");

        Assert.Equal("order-77", first.ProviderMessageId);
        Assert.Equal(first.Id, again.Id);
    }

    [Fact]
    public void Sites_of_one_server_may_use_the_same_ids()
    {
        var sofas = FromServer("""{"id":"1","site":" Sofas.example "}""");
        var lamps = FromServer("""{"id":"1","site":"lamps.example"}""");

        Assert.Equal(("sofas.example", "lamps.example"), (sofas.Account, lamps.Account));
        Assert.NotEqual(sofas.Id, lamps.Id);
        Assert.Empty(sofas.Extras);
        Assert.Equal("default", FromServer("""{"id":"1"}""").Account);
    }

    [Fact]
    public void A_browser_does_not_choose_its_site()
    {
        var contact = FromPage("""{"site":"lamps.example","message":"hello"}""");

        Assert.Equal("shop.example", contact.Account);
        Assert.Equal("lamps.example", contact.Extras["site"].GetString());
    }

    [Fact]
    public void A_double_click_without_an_id_is_one_contact_but_not_across_full_ten_minutes()
    {
        var justBefore = new DateTimeOffset(2026, 5, 4, 12, 9, 58, TimeSpan.Zero) - Samples.ReceivedAt;
        const string Body = """{"message":"hello"}""";

        Assert.Equal(FromPage(Body, justBefore).Id, FromPage(Body, justBefore + TimeSpan.FromSeconds(1)).Id);
        Assert.NotEqual(FromPage(Body, justBefore).Id, FromPage(Body, justBefore + TimeSpan.FromSeconds(2)).Id);
    }

    private static Contact FromPage(string body, TimeSpan after = default) => Submit(body, "Origin", Page, after);

    private static Contact FromServer(string body) => Submit(body, "X-Omni-Signature", "sha256=proven-before", default);

    private static Contact Submit(string body, string header, string value, TimeSpan after)
    {
        var request = Samples.Request("form", "text");
        return Samples.Channel("form").Normalise(request with
        {
            Body = Encoding.UTF8.GetBytes(body),
            ReceivedAt = request.ReceivedAt + after,
            Header = name => name == header ? value : null,
        }).Contacts.Single();
    }
}
