using System.Globalization;
using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Tests.Queries;

/// <summary>Something a customer of the shop does, or the shop does towards one; what its channel tells of it follows from the channel.</summary>
internal sealed record Act(string At, string Channel)
{
    private static readonly Dictionary<string, (string Provider, string Account, ContactKind Kind, Trust Trust)> Channels = new()
    {
        ["voice"] = ("twilio-voice", "+442079460000", ContactKind.Call, Trust.Asserted),
        ["sms"] = ("twilio-sms", "+442079460000", ContactKind.Message, Trust.Asserted),
        ["whatsapp"] = ("whatsapp", "106540352242922", ContactKind.Message, Trust.Verified),
        ["telegram"] = ("telegram", "shop_bot", ContactKind.Message, Trust.Verified),
        ["viber"] = ("viber", "shop", ContactKind.Message, Trust.Verified),
        ["email"] = ("postmark", "sales@example.com", ContactKind.Message, Trust.Asserted),
        ["webchat"] = ("jivo", "shop.example", ContactKind.Chat, Trust.Verified),
        ["form"] = ("form", "shop.example", ContactKind.Form, Trust.Claimed),
    };

    private IReadOnlyList<string> Identities { get; init; } = [];

    private string Direction { get; init; } = "inbound";

    private CallState? State { get; init; }

    public string? Name { get; init; }

    public string? Language { get; init; }

    public string? Thread { get; init; }

    public string? Department { get; init; }

    public string? Page { get; init; }

    public int Files { get; init; }

    /// <summary>Seconds from the act to the hub.</summary>
    public int LateBy { get; init; } = 2;

    public static implicit operator Contact(Act act) => act.Contact();

    /// <summary>A change in a CRM, in the shape in which it finds its customer.</summary>
    public static Contact Changed(string system, string record, CrmAction action, string at, string identity) => CrmFact.Of(new CrmChange
    {
        Id = ContactId.From(system, "shop", $"{record}:{at}"),
        System = system,
        Account = "shop",
        EntityId = record,
        Action = action,
        OccurredAt = Time(at),
        ReceivedAt = Time(at).AddSeconds(2),
        Identities = [CrmIdentity.Of(system, "shop", record), IdentityOf(identity, Trust.Claimed)],
    });

    public Act By(params string[] identities) => this with { Identities = identities };

    public Act To(params string[] identities) => this with { Identities = identities, Direction = "outbound" };

    public Act Call(CallStatus status, int? seconds = null) => this with { State = new CallState { Status = status, DurationSeconds = seconds } };

    private Contact Contact()
    {
        var (provider, account, kind, trust) = Channels[Channel];
        return new Contact
        {
            Id = ContactId.From(provider, account, At),
            Channel = Channel,
            Provider = provider,
            Account = account,
            Direction = Direction,
            Kind = kind,
            ProviderMessageId = At,
            Thread = Thread,
            From = new ContactSender { Identities = [.. Identities.Select(identity => IdentityOf(identity, trust))], DisplayName = Name, Language = Language },
            Text = kind == ContactKind.Call ? null : "Words",
            Attachments = [.. Enumerable.Range(1, Files).Select(file => new Attachment { FileId = $"{file}", Size = 1000 })],
            Call = State,
            Extras = Extras(),
            OccurredAt = Time(At),
            ReceivedAt = Time(At).AddSeconds(LateBy),
        };
    }

    private Dictionary<string, JsonElement> Extras()
    {
        var extras = new Dictionary<string, JsonElement>();
        if (Department is not null) extras["department"] = JsonSerializer.SerializeToElement(Department);
        if (Page is not null) extras["page"] = JsonSerializer.SerializeToElement(Page);
        return extras;
    }

    private static Identity IdentityOf(string key, Trust trust)
    {
        var parts = key.Split(':', 2);
        return new Identity(parts[0], parts[1], trust);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
