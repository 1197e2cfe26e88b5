using System.Globalization;
using System.Security.Cryptography;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Form;

/// <summary>A submission is one contact. Whatever a visitor typed is only claimed.</summary>
internal static class FormNormaliser
{
    private const int LongestId = 200;
    private static readonly TimeSpan RepeatWindow = TimeSpan.FromMinutes(10);

    public static NormalisedRequest Normalise(WebhookRequest request, string? origin, string defaultRegion)
    {
        if (FormSubmission.Read(request) is not { IsEmpty: false } form)
            return NormalisedRequest.Refused(FormSubmission.Advice);

        var receivedAt = UtcMilliseconds.Cut(request.ReceivedAt);
        var account = origin is null ? "default" : new Uri(origin).Authority;
        var id = SubmissionId(form, request);
        var identities = Identities(form, defaultRegion);
        var contact = new Contact
        {
            Id = ContactId.From(FormChannel.Name, account, id),
            Channel = FormChannel.Name,
            Provider = FormChannel.Name,
            Account = account,
            Kind = ContactKind.Form,
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

    /// <summary>
    /// The site's own id if it gives one. Otherwise the same fields within ten minutes are one submission: a double click
    /// or a repeated delivery. The same words sent later are meant again.
    /// </summary>
    private static string SubmissionId(FormSubmission form, WebhookRequest request)
    {
        if (form.Take("id")?.Trim() is { Length: > 0 } id)
        {
            if (id.Length <= LongestId)
                return id;
            form.Keep("id", id);
        }

        var window = request.ReceivedAt.UtcTicks / RepeatWindow.Ticks;
        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(SHA256.HashData(request.Body.Span).AsSpan(0, 16))}:{window}");
    }

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
