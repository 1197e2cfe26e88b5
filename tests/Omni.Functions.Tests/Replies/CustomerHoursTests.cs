using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Golden;
using Omni.Functions.Replies;
using Omni.Functions.Tests.Customers;

namespace Omni.Functions.Tests.Replies;

/// <summary>Where a customer's night is. Quiet from nine in the evening to nine in the morning unless said otherwise; the business is in Moscow.</summary>
public sealed class CustomerHoursTests
{
    private static readonly ReplyManners Usual = new();

    [Theory]
    [InlineData(null, "17:59", null)]
    [InlineData(null, "18:00", "06:00")]
    [InlineData("phone:+79161234567", "18:00", "06:00")]
    [InlineData("phone:+442071838750", "20:59", null)]
    [InlineData("phone:+442071838750", "21:00", "09:00")]
    [InlineData("phone:+819012345678", "11:59", null)]
    [InlineData("phone:+819012345678", "12:00", "00:00")]
    [InlineData("email:anna@example.org", "18:00", "06:00")]
    public void Night_is_where_the_number_is_from_and_else_where_the_business_is(string? identity, string now, string? until) =>
        Assert.Equal(until, Until(Usual, Customer(identity), now));

    [Fact]
    public void In_a_country_of_several_zones_it_is_night_until_it_is_day_in_all_of_them()
    {
        var american = Customer("phone:+12025550100");

        // Nine in the evening in New York, and only five in the afternoon in Anchorage.
        Assert.Equal("19:00", Until(Usual, american, "02:00"));
        Assert.Equal("19:00", Until(Usual, american, "14:00"));
        Assert.Null(Until(Usual, american, "19:00"));
    }

    [Fact]
    public void What_the_customer_told_goes_before_the_number()
    {
        var customer = ProfileFold.Add(Customer("phone:+442071838750"), [People.Contact(5, "phone:+447700900123") with { Kind = ContactKind.Form, Extras = Told("Asia/Vladivostok") }]);

        Assert.Equal("23:00", Until(Usual, customer, "12:00"));
        Assert.Null(Until(Usual, customer, "23:00"));
    }

    [Theory]
    [InlineData("off", "03:00", null)]
    [InlineData("22:30-08:15", "19:29", null)]
    [InlineData("22:30-08:15", "19:30", "05:15")]
    [InlineData("12:00-14:00", "09:00", "11:00")]
    [InlineData("12:00-14:00", "11:00", null)]
    public void The_business_says_when_it_is_night(string quiet, string now, string? until)
    {
        var failures = new List<string>();
        var manners = ReplyManners.From(name => name == "QuietHours" ? quiet : null, failures);

        Assert.Empty(failures);
        Assert.Equal(until, Until(manners, Customer(null), now));
    }

    [Theory]
    [InlineData("QuietHours", "night", "Replies__QuietHours has to be two times of a day, such as 21:00-09:00, or off.")]
    [InlineData("QuietHours", "9-21", "Replies__QuietHours has to be two times of a day, such as 21:00-09:00, or off.")]
    [InlineData("TimeZone", "Moscow", "Replies__TimeZone has to be the name of a time zone, such as Europe/Moscow.")]
    [InlineData("MarketingPerWeek", "often", "Replies__MarketingPerWeek has to be a whole number up to 1000.")]
    [InlineData("OpenForDays", "-1", "Replies__OpenForDays has to be a whole number up to 3650.")]
    public void Manners_that_cannot_be_kept_are_told(string name, string value, string told)
    {
        var failures = new List<string>();

        ReplyManners.From(asked => asked == name ? value : null, failures);

        Assert.Equal([told], failures);
    }

    private static Dictionary<string, System.Text.Json.JsonElement> Told(string zone) => new() { ["timezone"] = System.Text.Json.JsonElement.Parse($"\"{zone}\"") };

    private static Profile Customer(string? identity) => ProfileFold.Add(Profile.Empty("c"), identity is null ? [] : [People.Contact(4, identity)]);

    private static string? Until(ReplyManners manners, Profile customer, string now)
    {
        var at = new DateTimeOffset(2026, 1, 15, 0, 0, 0, TimeSpan.Zero) + TimeOnly.Parse(now, null).ToTimeSpan();
        return new CustomerHours(manners, ProfileOptions.Default).QuietUntil(customer, at)?.ToString("HH:mm", null);
    }
}
