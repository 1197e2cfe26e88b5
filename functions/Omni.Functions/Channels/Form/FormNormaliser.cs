using System.Globalization;
using System.Security.Cryptography;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Form;

/// <summary>A submission is one contact. Whatever a visitor typed is only claimed.</summary>
internal static class FormNormaliser
{
    private const int LongestId = 200;
    private const int LongestSite = 200;
    private const string DefaultAccount = "default";
    private static readonly TimeSpan RepeatWindow = TimeSpan.FromMinutes(10);

    public static NormalisedRequest Normalise(WebhookRequest request, FormSender sender, string defaultRegion)
    {
        if (FormSubmission.Read(request) is not { IsEmpty: false } form)
            return NormalisedRequest.Refused(FormSubmission.Advice);

        var receivedAt = UtcMilliseconds.Cut(request.ReceivedAt);
        var account = Account(form, sender);
        var id = SubmissionId(form, request, sender);
        var identities = Identities(form, defaultRegion);
        var kind = Kind(form, sender);
        var contact = new Contact
        {
            Id = ContactId.From(FormChannel.Name, account, id),
            Channel = FormChannel.Name,
            Provider = FormChannel.Name,
            Account = account,
            Kind = kind,
            ProviderMessageId = id,
            From = new ContactSender { Identities = identities, DisplayName = form.Take("name")?.Trim() },
            ReplyTo = (identities.Find(identity => identity.Kind == IdentityKind.Email) ?? identities.FirstOrDefault())?.Value,
            Text = form.Take("message"),
            OccurredAt = OccurredAt(form, receivedAt),
            ReceivedAt = receivedAt,
            Extras = form.Extras,
        };
        return new NormalisedRequest { Contacts = [contact], Ignored = [] };
    }

    /// <summary>A server that has proven itself may tell of something that happened, rather than of what somebody typed.</summary>
    private static ContactKind Kind(FormSubmission form, FormSender sender)
    {
        if (form.Take("kind") is not { } kind)
            return ContactKind.Form;
        if (sender is { IsSigned: true, Origin: null } && kind == "event")
            return ContactKind.Event;
        form.Keep("kind", kind);
        return ContactKind.Form;
    }

    private static List<Identity> Identities(FormSubmission form, string defaultRegion)
    {
        var identities = new List<Identity>(2);
        Claim(IdentityKind.Phone, text => PhoneNumber.Canonical(text, defaultRegion));
        Claim(IdentityKind.Email, EmailAddress.Canonical);
        return identities;

        void Claim(string kind, Func<string, string?> canonical)
        {
            if (form.Take(kind) is not { } typed)
                return;
            if (canonical(typed) is { } value)
                identities.Add(new(kind, value, Trust.Claimed));
            else
                form.Keep(kind, typed);
        }
    }

    /// <summary>Where the submission was made: the page's own host, or what a server that has proven itself says.</summary>
    private static string Account(FormSubmission form, FormSender sender)
    {
        var site = form.Take("site");
        if (sender is { IsSigned: true, Origin: null } && site?.Trim() is { Length: > 0 and <= LongestSite } named)
            return named.ToLowerInvariant();
        if (site is not null)
            form.Keep("site", site);
        return sender.Origin is null ? DefaultAccount : new Uri(sender.Origin).Authority;
    }

    /// <summary>
    /// The site's own id if it gives one, and from a browser with a hash of the body: whoever forges an id there must not
    /// make the real submission pass for a repeated one. Without an id the same bytes received in the same ten minutes of
    /// the clock are one submission, a double click or a repeated delivery. Two that fall on both sides of the full ten
    /// minutes are two, however close they are; only an id prevents that.
    /// </summary>
    private static string SubmissionId(FormSubmission form, WebhookRequest request, FormSender sender)
    {
        if (form.Take("id")?.Trim() is { Length: > 0 } id)
        {
            if (id.Length <= LongestId)
                return sender.IsBrowser ? $"{id}:{HashOf(request)}" : id;
            form.Keep("id", id);
        }

        var window = request.ReceivedAt.UtcTicks / RepeatWindow.Ticks;
        return string.Create(CultureInfo.InvariantCulture, $"{HashOf(request)}:{window}");
    }

    private static string HashOf(WebhookRequest request) => Convert.ToHexStringLower(SHA256.HashData(request.Body.Span).AsSpan(0, 16));

    /// <summary>A time that has not come yet is a wrong clock.</summary>
    private static DateTimeOffset OccurredAt(FormSubmission form, DateTimeOffset receivedAt)
    {
        if (form.Take("occurredat") is not { } text)
            return receivedAt;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return time < receivedAt ? UtcMilliseconds.Cut(time) : receivedAt;
        form.Keep("occurredAt", text);
        return receivedAt;
    }
}
