using System.Text.Json;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Joining;
using Omni.Functions.Customers.Suggestions;

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

        // How many values somebody has is the matter of few tests; in the others as many as they like.
        Identities = IdentityOptions.Default with { Limits = IdentityLimits.Parse("phone=1000;email=1000;telegram_user_id=1000;vk_user_id=1000;*_contact=1000;*=1000")! },
    };

    /// <summary>As an installation starts that sets nothing.</summary>
    public static ResolutionOptions UsualOptions { get; } = Options with { Identities = IdentityOptions.Default };

    /// <summary>The app as it starts: nothing remembered.</summary>
    public static ContactResolution Resolution(
        ICustomerStore store, ResolutionOptions? options = null, TimeProvider? clock = null, ICustomerPairs? pairs = null)
    {
        var cache = new CustomerCache();
        pairs ??= new InMemoryCustomerPairs();
        return new ContactResolution(
            new CustomerLookup(store, pairs, cache, options ?? Options),
            new CustomerWriter(store, pairs, cache, clock ?? TimeProvider.System),
            Patience(options, clock),
            options ?? Options,
            clock ?? TimeProvider.System);
    }

    public static OutagePatience Patience(ResolutionOptions? options = null, TimeProvider? clock = null) =>
        new(options ?? Options, clock ?? TimeProvider.System);

    /// <summary>Identities with another trust: <c>claimed</c>, <c>asserted</c> or <c>verified</c> before the key, such as <c>claimed phone:+74951234567</c>.</summary>
    public static Contact Telling(int number, params string[] told) => Contact(number) with
    {
        From = new ContactSender
        {
            Identities =
            [
                .. told.Select(static text => text.Split([' ', ':'], 3))
                    .Select(static parts => new Identity(parts[1], parts[2], Enum.Parse<Trust>(parts[0], ignoreCase: true))),
            ],
        },
        OccurredAt = Morning.AddMinutes(number),
    };

    /// <summary>A notice of the channel that somebody gave an identity up.</summary>
    public static Contact GivingUp(int minute, string old)
    {
        var notice = Telling(minute, $"verified {old}");
        return notice with { Kind = ContactKind.Event, From = notice.From with { Identities = [notice.From.Identities[0] with { IsEnded = true }] } };
    }

    /// <summary>A notice of the channel that whoever had the old number has the new one.</summary>
    public static Contact Change(int minute, string old, string now)
    {
        var notice = GivingUp(minute, old);
        return notice with { From = notice.From with { Identities = [.. Telling(minute, $"verified {now}").From.Identities, .. notice.From.Identities] } };
    }

    public static string Json(Profile profile) => JsonSerializer.Serialize(profile, CustomerJson.Default.Profile);
}
