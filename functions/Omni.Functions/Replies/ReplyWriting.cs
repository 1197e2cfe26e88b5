using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Replies.Templates;

namespace Omni.Functions.Replies;

/// <summary>Writes what is asked for as a reply to one contact.</summary>
public sealed class ReplyWriting(MessageTemplates templates, TimeProvider clock)
{
    /// <returns>The reply, or what is missing.</returns>
    public (Reply? Reply, ReplyRefusal? Refusal) Write(Profile customer, Contact contact, ReplyRoute route, ReplyRequest request, string fingerprint)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(contact);
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(request);
        var draft = ReplyDraft.To(contact, route, request.ReplyId, fingerprint, clock.GetUtcNow());
        var reply = draft with { Contact = draft.Contact with { Text = request.Text, Purpose = request.Purpose, Attachments = ReplyFiles.Of(request.Attachments ?? []) } };
        try
        {
            return request.Template is { } name ? Say(reply, name, request.Values ?? new Dictionary<string, string>(), request.Language ?? customer.Language, contact) : (reply, null);
        }
        catch (TemplateException broken)
        {
            return (null, ReplyRefusal.BrokenTemplate(broken.Message));
        }
    }

    private (Reply? Reply, ReplyRefusal? Refusal) Say(Reply reply, string name, IReadOnlyDictionary<string, string> values, string? language, Contact contact)
    {
        if (templates.Find(name) is not { } template)
            return (null, ReplyRefusal.NoSuchTemplate(name, templates.All));
        return TemplateValues.WhyNot(template, values) is { } refusal
            ? (null, refusal)
            : (WithWords(reply, contact, template, templates.Render(template, reply.Contact.Channel, language, values), values), null);
    }

    private static Reply WithWords(Reply reply, Contact contact, MessageTemplate template, RenderedMessage said, IReadOnlyDictionary<string, string> values) => reply with
    {
        Contact = reply.Contact with
        {
            Text = said.Text,
            Html = said.Html,
            Subject = contact.Channel == OutgoingMail.Channel ? reply.Contact.Subject : said.Subject ?? reply.Contact.Subject,

            // What the one who made it thought of goes before what the one who sends it asks for.
            Purpose = template.Purpose == ConsentPurpose.Marketing ? ConsentPurpose.Marketing : reply.Contact.Purpose,
        },
        Approved = template.ApprovedAt(reply.Contact.Provider) is { } approved && approved.Languages.TryGetValue(said.Language, out var language)
            ? new ApprovedMessage(approved.Name, language, [.. approved.Values.Select(value => values[value])])
            : null,
    };
}
