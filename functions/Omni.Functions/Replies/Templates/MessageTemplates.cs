using System.Collections.Concurrent;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;

namespace Omni.Functions.Replies.Templates;

/// <summary>Says what a template says to one person. Thread-safe; a text is compiled when it is first said.</summary>
public sealed class MessageTemplates(Func<TemplateFolder> read)
{
    private const string Html = "html";
    private const string Subject = "subject";

    private readonly Lazy<TemplateFolder> _folder = new(read);
    private readonly ConcurrentDictionary<(string Template, string Language, string Channel, string? Part), HandlebarsTemplate<object, object>> _compiled = new();

    public IReadOnlyCollection<MessageTemplate> All => [.. _folder.Value.Templates.Values.OrderBy(static template => template.Name, StringComparer.Ordinal)];

    public MessageTemplate? Find(string name) => _folder.Value.Templates.GetValueOrDefault(name);

    /// <param name="template">Which one.</param>
    /// <param name="channel">Over which it goes.</param>
    /// <param name="language">As it is wanted, in BCP 47; null for nobody's.</param>
    /// <param name="values">All that the template asks for.</param>
    /// <exception cref="TemplateException">It names a value that it does not ask for, or is no template.</exception>
    public RenderedMessage Render(MessageTemplate template, string channel, string? language, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(template);
        var chosen = template.LanguageFor(language);
        return new RenderedMessage(chosen, Say(template, chosen, channel, null, values) ?? "")
        {
            Subject = Say(template, chosen, channel, Subject, values)?.Trim(),
            Html = Say(template, chosen, channel, Html, values),
        };
    }

    /// <returns>Null where the template has no such part.</returns>
    private string? Say(MessageTemplate template, string language, string channel, string? part, IReadOnlyDictionary<string, string> values)
    {
        if (template.Find(language, channel, part) is not { } source)
            return null;
        try
        {
            return _compiled.GetOrAdd((template.Name, language, channel, part), _ => Compile(source, language, part))(values);
        }
        catch (Exception failure) when (failure is HandlebarsException or HandlebarsUndefinedBindingException)
        {
            throw new TemplateException($"The template {template.Name} cannot be said in {language} over {channel}: {failure.Message}", failure);
        }
    }

    private HandlebarsTemplate<object, object> Compile(string source, string language, string? part)
    {
        var handlebars = Handlebars.Create(new HandlebarsConfiguration { NoEscape = part != Html, ThrowOnUnresolvedBindingExpression = true });
        foreach (var (name, text) in _folder.Value.Parts)
        {
            if (name.Split('.') is [var plain, var spoken, .. var kind] && spoken == language && (kind is [Html]) == (part == Html))
                handlebars.RegisterTemplate(plain, text);
        }

        return handlebars.Compile(source);
    }
}

/// <param name="Language">The one that was chosen.</param>
/// <param name="Text">What it says.</param>
public sealed record RenderedMessage(string Language, string Text)
{
    /// <summary>Mail only.</summary>
    public string? Subject { get; init; }

    /// <summary>Mail only.</summary>
    public string? Html { get; init; }
}
