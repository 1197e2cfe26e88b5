using System.Text.Json;

namespace Omni.Functions.Replies.Templates;

/// <summary>The templates that are deployed with the app, read once. What cannot be used is named with its file.</summary>
public sealed class TemplateFolder
{
    private const string Brand = "brand";
    private const string Description = "template.json";
    private const string Ending = ".hbs";

    private TemplateFolder(IReadOnlyDictionary<string, MessageTemplate> templates, IReadOnlyDictionary<string, string> parts) => (Templates, Parts) = (templates, parts);

    public IReadOnlyDictionary<string, MessageTemplate> Templates { get; }

    /// <summary>What all of them share, by file name without the ending: <c>signature.ru</c>, <c>signature.ru.html</c>.</summary>
    public IReadOnlyDictionary<string, string> Parts { get; }

    /// <exception cref="TemplateException">A file cannot be used.</exception>
    public static TemplateFolder Read(string folder)
    {
        if (!Directory.Exists(folder))
            return new TemplateFolder(new Dictionary<string, MessageTemplate>(), new Dictionary<string, string>());
        var templates = Directory.EnumerateDirectories(folder).Where(static one => Path.GetFileName(one) != Brand).Select(ReadTemplate).ToDictionary(static template => template.Name, StringComparer.Ordinal);
        return new TemplateFolder(templates, Texts(Path.Combine(folder, Brand)));
    }

    private static MessageTemplate ReadTemplate(string folder)
    {
        var name = Path.GetFileName(folder);
        var file = $"{name}/{Description}";
        try
        {
            var template = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(folder, Description)), MessageTemplateJson.Default.MessageTemplate) ?? throw new TemplateException($"{file} is empty.");
            return Checked(template with { Name = name, Texts = Texts(folder) }, file);
        }
        catch (JsonException failure)
        {
            throw new TemplateException($"{file} is no description of a template, at line {failure.LineNumber + 1}.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new TemplateException($"{file} cannot be read.", failure);
        }
    }

    private static MessageTemplate Checked(MessageTemplate template, string file)
    {
        if (template.Languages.Count == 0)
            throw new TemplateException($"{file} names no language.");
        if (template.Languages.FirstOrDefault(language => !template.Texts.ContainsKey(language)) is { } missing)
            throw new TemplateException($"{template.Name} has no {missing}{Ending}, the text for all channels that have none of their own.");
        foreach (var approved in template.Approved.Values)
        {
            if (approved.Values.FirstOrDefault(value => !template.Values.Contains(value, StringComparer.Ordinal)) is { } unknown)
                throw new TemplateException($"{file} gives the value {unknown} to {approved.Name} and does not ask for it.");
        }

        return template;
    }

    private static Dictionary<string, string> Texts(string folder) => !Directory.Exists(folder) ? [] :
        Directory.EnumerateFiles(folder, $"*{Ending}").ToDictionary(static file => Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal);
}

/// <summary>A template was deployed that cannot be used.</summary>
public sealed class TemplateException : Exception
{
    public TemplateException()
    {
    }

    public TemplateException(string message)
        : base(message)
    {
    }

    public TemplateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
