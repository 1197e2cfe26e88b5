using Omni.Functions.Channels.Email;

namespace Omni.Functions.Tests.Channels.Email;

/// <summary>
/// The files under Corpus: a mail, and below a line the words its sender newly wrote. Those in <c>known</c> the rules were made by, or mended for; those in
/// <c>unseen</c> were written after the last of the rules, and none was changed for one of them. When one is, the set goes to <c>known</c> and another is written.
/// </summary>
internal sealed record CorpusMail(string Name, string Subject, bool IsHtml, string Body, string Own)
{
    public const string Known = "known";
    public const string Unseen = "unseen";

    private const string Line = "========== own words ==========\n";
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Channels", "Email", "Corpus");

    public static IEnumerable<CorpusMail> Of(string set) => Directory.EnumerateFiles(Path.Combine(Root, set), "*.mail").Order().Select(path => Read(path, set));

    public static CorpusMail Named(string name) => Read(Path.Combine(Root, $"{name}.mail"), name[..name.IndexOf('/', StringComparison.Ordinal)]);

    /// <summary>As the rules make it, with the line ends of text files and without blank space at the end.</summary>
    public string Cut(string lineEnd = "\n")
    {
        var body = Body.ReplaceLineEndings(lineEnd);
        var mail = new Mail
        {
            Provider = "any",
            Account = "help@example.com",
            Headers = new MailHeaders(),
            Sender = MailSender.Nobody,
            Subject = Subject,
            Text = IsHtml ? null : body,
            Html = IsHtml ? body : null,
        };
        return (MailBody.Of(mail).Text ?? "").ReplaceLineEndings("\n").TrimEnd();
    }

    private static CorpusMail Read(string path, string set)
    {
        var file = File.ReadAllText(path);
        var head = file[..file.IndexOf("\n\n", StringComparison.Ordinal)].Split('\n');
        var parts = file[(file.IndexOf("\n\n", StringComparison.Ordinal) + 2)..].Split(Line);
        return new CorpusMail(
            $"{set}/{Path.GetFileNameWithoutExtension(path)}", head[1]["Subject: ".Length..], head[0] == "Format: html", parts[0], parts[1].TrimEnd());
    }
}
