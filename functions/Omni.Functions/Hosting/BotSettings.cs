using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Omni.Azure.Bot.Authentication;
using Omni.Azure.Bot.Connector;
using Omni.Functions.Bot;

namespace Omni.Functions.Hosting;

/// <summary>Settings <c>Bot__…</c>: who the bot is to the Bot Connector, and where else it answers.</summary>
public sealed class BotSettings : IValidatableObject
{
    public const string SectionName = "Bot";

    private const string SingleTenant = "SingleTenant";
    private const string ManagedIdentity = "UserAssignedMSI";

    private static readonly string[] Messengers = ["instagram", "messenger", "sms", "telegram", "viber", "vk", "webchat", "whatsapp"];

    /// <summary>Of the Azure Bot resource; absent for no bot at the Bot Connector.</summary>
    public string? AppId { get; set; }

    [OneOf(SingleTenant, ManagedIdentity, ErrorMessage = "Bot__AppType has to be SingleTenant or UserAssignedMSI.")]
    public string? AppType { get; set; }

    public string? TenantId { get; set; }

    public string? AppPassword { get; set; }

    /// <summary>Where the connector's keys are found; national clouds have their own.</summary>
    public string? OpenIdMetadata { get; set; }

    public string? Issuer { get; set; }

    public string? Scope { get; set; }

    /// <summary>Where else the bot answers, in a list with semicolons.</summary>
    public string? Channels { get; set; }

    /// <summary>Channels of the connector that understand <c>handoff.initiate</c>, in a list with semicolons.</summary>
    public string? HandOffChannels { get; set; }

    public string? Department { get; set; }

    /// <summary>In percent.</summary>
    public string? Confidence { get; set; }

    /// <summary>When people are at work, such as 09:00-21:00; always where it is absent.</summary>
    public string? DeskHours { get; set; }

    /// <summary>Helps where the rules do not understand.</summary>
    public BotModelSettings Model { get; set; } = new();

    public bool IsConnected => !string.IsNullOrEmpty(AppId);

    public bool HasManagedIdentity => AppType == ManagedIdentity;

    internal ConnectorClientOptions ConnectorOptions() => new() { Scope = string.IsNullOrEmpty(Scope) ? ConnectorClientOptions.PublicScope : Scope };

    internal IReadOnlySet<string> ChannelsThatHandOff() => List(HandOffChannels).ToHashSet(StringComparer.Ordinal);

    /// <summary>Only where it is connected.</summary>
    internal BotFrameworkAuthenticationOptions Authentication(TimeProvider clock) => new()
    {
        AppId = AppId ?? "",
        Metadata = new Uri(string.IsNullOrEmpty(OpenIdMetadata) ? BotFrameworkAuthenticationOptions.PublicMetadata : OpenIdMetadata),
        Issuer = string.IsNullOrEmpty(Issuer) ? BotFrameworkAuthenticationOptions.PublicIssuer : Issuer,
        Clock = clock,
    };

    /// <summary>What the bot does, apart from what is promised elsewhere.</summary>
    internal BotOptions Options(TimeSpan answerWithin)
    {
        var usual = new BotOptions();
        var (from, to) = Hours() ?? default;
        return usual with
        {
            Channels = List(Channels).ToHashSet(StringComparer.Ordinal),
            Department = string.IsNullOrWhiteSpace(Department) ? usual.Department : Department.Trim(),
            Confidence = Percent() is { } percent ? percent / 100.0 : usual.Confidence,
            DeskFrom = from,
            DeskTo = to,
            AnswerWithin = answerWithin,
        };
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsConnected && AppType == SingleTenant && (string.IsNullOrEmpty(TenantId) || string.IsNullOrEmpty(AppPassword)))
            yield return new ValidationResult("Bot__AppType=SingleTenant needs Bot__TenantId and Bot__AppPassword.");
        if (IsConnected && string.IsNullOrEmpty(AppType))
            yield return new ValidationResult("Bot__AppId needs Bot__AppType: SingleTenant or UserAssignedMSI.");
        if (!string.IsNullOrEmpty(OpenIdMetadata) && !(Uri.TryCreate(OpenIdMetadata, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback)))
            yield return new ValidationResult("Bot__OpenIdMetadata has to be an address that begins with https.");
        if (List(Channels).Except(Messengers).ToList() is { Count: > 0 } unknown)
            yield return new ValidationResult($"Bot__Channels has {string.Join(", ", unknown)}; the bot answers on {string.Join(", ", Messengers)}.");
        if (!string.IsNullOrEmpty(DeskHours) && Hours() is null)
            yield return new ValidationResult("Bot__DeskHours has to be two times of a day, such as 09:00-21:00, or absent.");
        if (!string.IsNullOrEmpty(Confidence) && Percent() is null)
            yield return new ValidationResult("Bot__Confidence has to be a whole number from 1 to 99.");
        foreach (var wrong in Model.Validate())
            yield return wrong;
    }

    private int? Percent() => int.TryParse(Confidence, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and < 100 ? percent : null;

    private (TimeOnly From, TimeOnly To)? Hours() =>
        DeskHours?.Split('-', StringSplitOptions.TrimEntries) is [var from, var to]
        && TimeOnly.TryParseExact(from, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var begins) && TimeOnly.TryParseExact(to, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var ends)
            ? (begins, ends)
            : null;

    private static string[] List(string? text) => (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
