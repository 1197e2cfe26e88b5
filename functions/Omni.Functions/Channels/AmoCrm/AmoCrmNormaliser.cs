using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.AmoCrm;

/// <summary>A request holds several records; each contact in it is one change, with all that amoCRM knows of it.</summary>
/// <remarks>https://www.amocrm.ru/developers/content/crm_platform/webhooks-format</remarks>
internal static class AmoCrmNormaliser
{
    private const string Advice = "Send records as application/x-www-form-urlencoded in UTF-8, in fields such as contacts[add][0][id].";
    private const string DefaultAccount = "default";
    private const string Contacts = "contacts";

    private static readonly string[] OtherEntities =
        ["leads", "companies", "customers", "catalogs", "task", "tasks", "unsorted", "talk", "message", "chats"];

    private static readonly string[] Kept = ["name", "first_name", "last_name", "company_name"];

    public static NormalisedRequest Normalise(WebhookRequest request, AmoCrmOptions options)
    {
        if (AmoCrmRecord.Read(request) is not { Records: { Count: > 0 } records, Others: var others })
            return NormalisedRequest.Refused(Advice);

        var account = others.GetValueOrDefault("account[id]") ?? others.GetValueOrDefault("account[subdomain]");
        var builder = new NormalisedRequestBuilder();
        foreach (var record in records)
            Add(builder, record, account, UtcMilliseconds.Cut(request.ReceivedAt), options);
        return builder.Build(Advice);
    }

    private static void Add(NormalisedRequestBuilder builder, AmoCrmRecord record, string? account, DateTimeOffset receivedAt, AmoCrmOptions options)
    {
        if (ReasonToIgnore(record) is { } reason)
            builder.Ignore(reason, FormFields.ToJson(record.Fields), record["id"]);
        else if (ActionOf(record.Action) is not { } action || record["id"] is not { } id)
            builder.Ignore(IgnoredReason.Unreadable, FormFields.ToJson(record.Fields));
        else
            builder.Change(Change(record, action, id, account ?? record["account_id"] ?? DefaultAccount, receivedAt, options));
    }

    /// <summary>Companies travel under the name of contacts, too.</summary>
    private static IgnoredReason? ReasonToIgnore(AmoCrmRecord record) => record switch
    {
        { Entity: Contacts, Action: "note" or "responsible" } => IgnoredReason.OtherEntity,
        { Entity: Contacts } when record["type"] == "company" => IgnoredReason.OtherEntity,
        { Entity: Contacts } => ActionOf(record.Action) is null ? IgnoredReason.UnknownEvent : null,
        _ => OtherEntities.Contains(record.Entity) ? IgnoredReason.OtherEntity : IgnoredReason.UnknownEvent,
    };

    private static CrmAction? ActionOf(string action) => action switch
    {
        "add" => CrmAction.Created,
        "update" => CrmAction.Updated,
        "delete" => CrmAction.Deleted,
        "restore" => CrmAction.Restored,
        _ => null,
    };

    private static CrmChange Change(
        AmoCrmRecord record, CrmAction action, string id, string account, DateTimeOffset receivedAt, AmoCrmOptions options)
    {
        var changedAt = UnixTime.Seconds(record["last_modified"] ?? record["updated_at"]) ?? UnixTime.Seconds(record["date_create"] ?? record["created_at"]);
        var details = Details(record, options);
        return new CrmChange
        {
            Id = ContactId.From(AmoCrmChannel.Name, account, KeyOf(record, action, id, changedAt ?? receivedAt.UtcDateTime.Date)),
            System = AmoCrmChannel.Name,
            Account = account,
            EntityId = id,
            Action = action,
            OccurredAt = changedAt ?? receivedAt,
            ReceivedAt = receivedAt,
            DisplayName = CrmDetails.Name(record["name"]),
            Identities = [CrmIdentity.Of(AmoCrmChannel.Name, account, id), .. details.Identities],
            Attributes = details.Attributes,
            Raw = FormFields.ToJson(record.Fields),
        };
    }

    private static CrmDetails Details(AmoCrmRecord record, AmoCrmOptions options)
    {
        var details = new CrmDetails(options.DetailTrust, options.DefaultRegion);
        foreach (var name in Kept)
        {
            if (record[name] is { } value)
                details.Attribute(name, value);
        }

        foreach (var field in record.CustomFields)
        {
            if (field.Code == "PHONE")
                field.Values.ForEach(details.Phone);
            else if (field.Code == "EMAIL")
                field.Values.ForEach(details.Email);
            if (field.Name is { } name)
                details.Attribute(name, string.Join(", ", field.Values));
        }

        return details;
    }

    /// <summary>
    /// The record, its time and its content: amoCRM numbers no events, and a record may change twice in a second. Of a deletion it tells no
    /// time, so the same record deleted twice on one day (UTC) is deleted once.
    /// </summary>
    private static string KeyOf(AmoCrmRecord record, CrmAction action, string id, DateTimeOffset time)
    {
        using var content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, value) in record.Fields)
            content.AppendData(Encoding.UTF8.GetBytes($"{name}={value}&"));

        var hash = Convert.ToHexStringLower(content.GetHashAndReset().AsSpan(0, 8));
        return string.Create(CultureInfo.InvariantCulture, $"{action}:{id}:{time.ToUnixTimeSeconds()}:{hash}");
    }
}
