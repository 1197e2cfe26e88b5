using Microsoft.Extensions.Options;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Golden;
using Omni.Functions.Ingestion.Mailboxes;
using Omni.Functions.Replies;

namespace Omni.Functions.Hosting;

/// <summary>The app's settings, all of them checked before anything else happens.</summary>
internal sealed record Settings(
    CosmosOptions Cosmos, ServiceBusOptions ServiceBus, AttachmentsOptions Attachments, OmniOptions Omni, TelemetryOptions Telemetry)
{
    public IdentityOptions Identities { get; init; } = IdentityOptions.Default;

    public ProfileOptions Profiles { get; init; } = ProfileOptions.Default;

    public GraphOptions Graph { get; init; } = new();

    public IReadOnlyList<Mailbox> Mailboxes { get; init; } = [];

    public CommunicationOptions Communication { get; init; } = new();

    public ReplyOptions Replies { get; init; } = ReplyOptions.Default;

    public BotSettings Bot { get; init; } = new();

    /// <summary>The app's own address, for mailboxes to tell of new mail; null when they do not.</summary>
    public Uri? PushAddress => Graph.WantsPush && Mailboxes.Count > 0 ? new Uri($"{Omni.PublicUrl?.TrimEnd('/')}/") : null;

    /// <exception cref="OptionsValidationException">Names every wrong or missing key and what is expected.</exception>
    public static Settings Read(IConfiguration configuration)
    {
        var cosmos = configuration.GetSection(CosmosOptions.SectionName).Get<CosmosOptions>() ?? new();
        var bus = configuration.GetSection(ServiceBusOptions.SectionName).Get<ServiceBusOptions>() ?? new();
        bus.ConnectionString = configuration[ServiceBusOptions.SectionName];
        var attachments = configuration.GetSection(AttachmentsOptions.SectionName).Get<AttachmentsOptions>() ?? new();
        attachments.ConnectionString = configuration[AttachmentsOptions.SectionName];
        var omni = configuration.GetSection(OmniOptions.SectionName).Get<OmniOptions>() ?? new();
        var telemetry = TelemetryOptions.From(configuration);

        var wrongLists = new List<string>();
        var identities = IdentityOptions.From(name => configuration[$"{IdentityOptions.SectionName}:{name}"], wrongLists);
        var profiles = ProfileOptions.From(name => configuration[$"{ProfileOptions.SectionName}:{name}"], wrongLists);
        var graph = configuration.GetSection(GraphOptions.SectionName).Get<GraphOptions>() ?? new();
        var mailboxes = MailboxOptions.From(configuration.GetSection(MailboxOptions.SectionName), wrongLists);
        if (mailboxes.Count > 0 && !graph.IsOn)
            wrongLists.Add("Mailboxes need Graph__credential=managedidentity (Azure), or Graph__tenantId, Graph__clientId and Graph__clientSecret of an application, or Graph__accessToken (local).");
        if (mailboxes.Count > 0 && !graph.MayPushTo(omni.PublicUrl))
            wrongLists.Add("Graph__push=true needs Omni__PublicUrl: an address that begins with https, which Microsoft Graph can call.");
        var communication = configuration.GetSection(CommunicationOptions.SectionName).Get<CommunicationOptions>() ?? new();
        communication.ConnectionString = configuration[CommunicationOptions.SectionName];
        var replies = ReplyOptions.From(name => configuration[$"{ReplyOptions.SectionName}:{name}"], wrongLists);
        var bot = configuration.GetSection(BotSettings.SectionName).Get<BotSettings>() ?? new();
        wrongLists.AddRange(Missing(replies, communication, mailboxes));
        string[] failures =
        [
            .. wrongLists,
            .. Failures(new CosmosOptionsValidator().Validate(null, cosmos)),
            .. Failures(new ServiceBusOptionsValidator().Validate(null, bus)),
            .. Failures(new AttachmentsOptionsValidator().Validate(null, attachments)),
            .. Failures(new OmniOptionsValidator().Validate(null, omni)),
            .. Failures(new GraphOptionsValidator().Validate(null, graph)),
            .. Failures(new CommunicationOptionsValidator().Validate(null, communication)),
            .. Failures(new BotSettingsValidator().Validate(null, bot)),
            .. Failures(new TelemetryOptionsValidator().Validate(null, telemetry)),
        ];
        return failures.Length == 0
            ? new Settings(cosmos, bus, attachments, omni, telemetry) { Identities = identities, Profiles = profiles, Graph = graph, Mailboxes = mailboxes, Communication = communication, Replies = replies, Bot = bot }
            : throw new OptionsValidationException(nameof(Settings), typeof(Settings), failures);
    }

    /// <summary>A choice that nobody could carry out.</summary>
    private static IEnumerable<string> Missing(ReplyOptions replies, CommunicationOptions communication, IReadOnlyList<Mailbox> mailboxes)
    {
        if (replies.Email is { Through: "mailbox", From: var address } && !mailboxes.Any(mailbox => mailbox.Address == address))
            yield return "Replies__Email__From has to be the address of one of Mailboxes: it is the one that mail is sent from.";
        if ((replies.Email is { Through: ReplyOptions.CommunicationEmail } || replies.Sms is { Through: ReplyOptions.CommunicationSms }) && !communication.IsOn)
            yield return "Replies through Communication Services need Communication (a connection string, local) or Communication__endpoint.";
    }

    private static IEnumerable<string> Failures(ValidateOptionsResult result) => result.Failures ?? [];
}
