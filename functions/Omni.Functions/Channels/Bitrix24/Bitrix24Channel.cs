using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Bitrix24;

/// <summary>Bitrix24: events of the contacts in its CRM. Each names a record; what it holds is read through an incoming webhook, where there is one.</summary>
/// <remarks>https://apidocs.bitrix24.com/api-reference/events/index.html</remarks>
internal sealed class Bitrix24Channel(Bitrix24Options options) : IChannel, ICrmSource
{
    public const string Name = "bitrix24";

    public string Provider => Name;

    public int BodyLimit => 256 * 1024;

    public static IChannel? Create(ChannelSettings settings)
    {
        var options = Bitrix24Options.From(settings);
        return options.ApplicationTokens.Count > 0 ? new Bitrix24Channel(options) : null;
    }

    public WebhookVerdict Prove(WebhookRequest request) =>
        SharedSecret.Compare(Bitrix24Event.Read(request)?.ApplicationToken, options.ApplicationTokens);

    public NormalisedRequest Normalise(WebhookRequest request) => Bitrix24Normaliser.Normalise(request);

    public Uri? AddressOf(CrmChange change) =>
        options.RestUrl is { } rest && change.Action is CrmAction.Created or CrmAction.Updated
            ? new Uri(rest, $"crm.contact.get.json?id={Uri.EscapeDataString(change.EntityId)}")
            : null;

    public CrmChange Complete(CrmChange change, ReadOnlyMemory<byte> record) => Bitrix24Contact.AddTo(change, record, options);
}
