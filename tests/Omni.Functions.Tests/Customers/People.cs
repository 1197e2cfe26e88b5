using System.Text.Json;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Tests.Customers;

/// <summary>Invented customers and what they do.</summary>
internal static class People
{
    public static readonly DateTimeOffset Morning = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static Contact Contact(int number, params string[] identities) => new()
    {
        Id = ContactId.From("test", "desk", $"{number}"),
        Channel = (number % 3) switch { 0 => "whatsapp", 1 => "telegram", _ => "form" },
        Provider = "test",
        Account = "desk",
        Direction = number % 7 == 6 ? "outbound" : "inbound",
        Kind = number % 2 == 0 ? ContactKind.Message : ContactKind.Form,
        ProviderMessageId = $"{number}",
        From = new ContactSender
        {
            Identities = [.. identities.Select(key => key.Split(':', 2)).Select(pair => new Identity(pair[0], pair[1], Trust.Verified))],
            DisplayName = number % 5 == 0 ? null : $"Name {number}",
            Language = number % 2 == 0 ? "ru" : null,
        },
        Text = $"Contact {number}",

        // Several share a time, so that ties are part of every test.
        OccurredAt = Morning.AddSeconds(number / 3),
        ReceivedAt = Morning.AddHours(1),
    };

    public static ResolutionOptions Options { get; } = new()
    {
        IdSalt = "test salt"u8.ToArray(),
        RivalDelay = TimeSpan.FromMilliseconds(1),
        OutageDelay = TimeSpan.FromMilliseconds(1),
        LongestOutageDelay = TimeSpan.FromMilliseconds(2),
    };

    /// <summary>The app as it starts: nothing remembered.</summary>
    public static ContactResolution Resolution(ICustomerStore store, ResolutionOptions? options = null, TimeProvider? clock = null)
    {
        var cache = new CustomerCache();
        return new ContactResolution(
            new CustomerLookup(store, cache, options ?? Options),
            new CustomerWriter(store, cache, clock ?? TimeProvider.System),
            Patience(options, clock),
            options ?? Options,
            clock ?? TimeProvider.System);
    }

    public static OutagePatience Patience(ResolutionOptions? options = null, TimeProvider? clock = null) =>
        new(options ?? Options, clock ?? TimeProvider.System);

    public static string Json(Profile profile) => JsonSerializer.Serialize(profile, CustomerJson.Default.Profile);
}
