using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Omni.Functions.Ingestion.Mailboxes;

namespace Omni.Functions.Tests.Hosting;

public sealed class MailboxSettingsTests
{
    private static readonly Dictionary<string, string?> Good = new(SettingsTests.Good)
    {
        ["Omni:PublicUrl"] = "https://hub.example/",
        ["Graph:credential"] = "managedidentity",
        ["Mailboxes:0:Address"] = "Sales@Shop.Example",
        ["Mailboxes:0:Department"] = "sales",
        ["Mailboxes:1:Address"] = "",
        ["Mailboxes:2:Address"] = "info@shop.example",
        ["Mailboxes:2:Folder"] = "orders",
        ["Mailboxes:2:AfterPickup"] = "move:archive",
        ["Mailboxes:2:Since"] = "2026-03-01T00:00:00Z",
    };

    [Fact]
    public void Mailboxes_are_those_that_have_an_address() => Assert.Equal(
        [
            new Mailbox("sales@shop.example", "inbox", "sales", AfterPickup.Nothing),
            new Mailbox("info@shop.example", "orders", Department: null, new AfterPickup(MarkRead: true, MoveTo: "archive")) { Since = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero) },
        ],
        Read().Mailboxes);

    [Fact]
    public void Mailboxes_stand_in_the_order_of_their_numbers() => Assert.Equal(
        ["sales@shop.example", "info@shop.example", "ninth@shop.example", "tenth@shop.example"],
        Read(("Mailboxes:10:Address", "tenth@shop.example"), ("Mailboxes:9:Address", "ninth@shop.example")).Mailboxes.Select(static mailbox => mailbox.Address));

    [Theory]
    [InlineData("Mailboxes:0:Address", "sales", "Mailboxes__0__Address")]
    [InlineData("Mailboxes:2:AfterPickup", "move", "Mailboxes__2__AfterPickup")]
    [InlineData("Mailboxes:2:AfterPickup", "move:", "Mailboxes__2__AfterPickup")]
    [InlineData("Mailboxes:2:Since", "spring", "Mailboxes__2__Since")]
    [InlineData("Mailboxes:1:Address", "sales@shop.example", "twice")]
    [InlineData("Graph:credential", null, "Mailboxes need Graph__credential")]
    [InlineData("Graph:endpoint", "http://graph.example/v1.0", "Graph__endpoint")]
    [InlineData("Graph:accessToken", "a token", "Graph__accessToken")]
    public void A_wrong_setting_of_a_mailbox_stops_the_start_with_its_name(string key, string? value, string expected) =>
        Assert.Contains(expected, Assert.Throws<OptionsValidationException>(() => Read((key, value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(null, null)]
    [InlineData("false", null)]
    [InlineData("true", "https://hub.example/")]
    [InlineData("True", "https://hub.example/")]
    public void Mailboxes_tell_of_new_mail_where_that_is_set(string? push, string? address) =>
        Assert.Equal(address, Read(("Graph:push", push)).PushAddress?.AbsoluteUri);

    [Theory]
    [InlineData("http://hub.example", "https://graph.microsoft.com/v1.0")]
    [InlineData("http://localhost:7071", "https://graph.microsoft.com/v1.0")]
    [InlineData("http://hub.example", "http://localhost:7082/v1.0")]
    [InlineData(null, "https://graph.microsoft.com/v1.0")]
    public void Mailboxes_cannot_tell_an_address_that_the_service_does_not_call(string? publicUrl, string endpoint)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read(("Graph:push", "true"), ("Omni:PublicUrl", publicUrl), ("Graph:endpoint", endpoint)));

        Assert.Contains("Graph__push=true needs Omni__PublicUrl", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void On_this_machine_the_stand_in_tells_without_https() => Assert.Equal(
        "http://localhost:7071/",
        Read(("Graph:push", "true"), ("Omni:PublicUrl", "http://localhost:7071"), ("Graph:endpoint", "http://localhost:7082/v1.0")).PushAddress?.AbsoluteUri);

    private static Omni.Functions.Hosting.Settings Read(params (string Key, string? Value)[] changed)
    {
        var settings = new Dictionary<string, string?>(Good);
        foreach (var (key, value) in changed)
            settings[key] = value;
        return Omni.Functions.Hosting.Settings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.Where(static pair => pair.Value is not null)).Build());
    }
}
