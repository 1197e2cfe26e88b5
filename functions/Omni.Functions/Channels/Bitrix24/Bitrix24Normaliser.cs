using System.Globalization;
using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Bitrix24;

/// <summary>An event of a contact is one change that tells no more than the record's id.</summary>
/// <remarks>https://apidocs.bitrix24.com/api-reference/crm/contacts/events/index.html</remarks>
internal static class Bitrix24Normaliser
{
    private const string Advice = "Send one event as application/x-www-form-urlencoded in UTF-8, with the fields event and data[FIELDS][ID].";
    private const string DefaultAccount = "default";

    public static NormalisedRequest Normalise(WebhookRequest request)
    {
        if (Bitrix24Event.Read(request) is not { Name: { } name } sent)
            return NormalisedRequest.Refused(Advice);

        var builder = new NormalisedRequestBuilder();
        if (ActionOf(name) is not { } action)
            builder.Ignore(ReasonToIgnore(name), Raw(sent), sent.RecordId);
        else if (sent.RecordId is { } id && IsNumber(id))
            builder.Change(Change(sent, name, action, id, UtcMilliseconds.Cut(request.ReceivedAt)));
        else
            builder.Ignore(IgnoredReason.Unreadable, Raw(sent));
        return builder.Build(Advice);
    }

    private static CrmAction? ActionOf(string name) => name switch
    {
        "ONCRMCONTACTADD" => CrmAction.Created,
        "ONCRMCONTACTUPDATE" => CrmAction.Updated,
        "ONCRMCONTACTDELETE" => CrmAction.Deleted,
        _ => null,
    };

    private static IgnoredReason ReasonToIgnore(string name) => name switch
    {
        "ONAPPTEST" => IgnoredReason.Check,
        "ONAPPINSTALL" or "ONAPPUNINSTALL" or "ONAPPUPDATE" => IgnoredReason.Subscription,
        _ when name.StartsWith("ONCRM", StringComparison.Ordinal) => IgnoredReason.OtherEntity,
        _ => IgnoredReason.UnknownEvent,
    };

    /// <summary>It becomes part of an address.</summary>
    private static bool IsNumber(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static CrmChange Change(Bitrix24Event sent, string name, CrmAction action, string id, DateTimeOffset receivedAt)
    {
        var account = sent.Portal ?? DefaultAccount;
        return new CrmChange
        {
            Id = ContactId.From(Bitrix24Channel.Name, account, $"{name}:{id}:{sent.Time ?? receivedAt.ToString("O", CultureInfo.InvariantCulture)}"),
            System = Bitrix24Channel.Name,
            Account = account,
            EntityId = id,
            Action = action,
            OccurredAt = UnixTime.Seconds(sent.Time) ?? receivedAt,
            ReceivedAt = receivedAt,
            Identities = [CrmIdentity.Of(Bitrix24Channel.Name, account, id)],
            Raw = Raw(sent),
        };
    }

    /// <summary>Without what the sender proves itself with, and what may be used in its name.</summary>
    private static JsonElement Raw(Bitrix24Event sent) =>
        FormFields.ToJson(sent.Fields.Where(static field => !field.Key.StartsWith("auth[", StringComparison.Ordinal)));
}
