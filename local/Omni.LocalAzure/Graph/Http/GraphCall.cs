using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Graph.Http;

/// <summary>A request in the protocol's words.</summary>
internal sealed partial class GraphCall(HttpContext context, PostOffice office)
{
    private const int MostPerPage = 1000;

    private Mailbox? _mailbox;

    public HttpRequest Request => context.Request;

    public CancellationToken Cancelled => context.RequestAborted;

    public PostOffice Office => office;

    /// <summary>The address the caller used, up to the version.</summary>
    public string Root => $"{Request.Scheme}://{Request.Host}/v1.0";

    public Mailbox Mailbox => _mailbox ??= office.Mailboxes.Find(Route("user"))
        ?? throw new GraphFailureException(404, "ErrorInvalidUser", $"The requested user '{Route("user")}' is invalid.");

    /// <summary>The folder the address names.</summary>
    public MailFolder Folder => FolderOf(Route("folder"));

    /// <summary>The message the address names.</summary>
    public StoredMessage Message => office.Messages.Find(Mailbox.Address, Route("id")) is { } message && (!HasRoute("folder") || message.Folder == Folder.Id)
        ? message
        : throw GraphFailureException.NotFound();

    public bool WantsImmutableIds => Prefers().Any(preference => preference.Replace("\"", "", StringComparison.Ordinal).Equals("IdType=ImmutableId", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether bodies are asked for as text.</summary>
    public bool WantsText => Prefers().Any(preference => preference.Replace("\"", "", StringComparison.Ordinal).Equals("outlook.body-content-type=text", StringComparison.OrdinalIgnoreCase));

    public bool WantsUnsafeHtml => Prefers().Any(preference => preference.Equals("outlook.allow-unsafe-html", StringComparison.OrdinalIgnoreCase));

    /// <summary>Rows of a page by <c>odata.maxpagesize</c>; null when the service decides.</summary>
    public int? PageSize => Prefers().Select(preference => MaxPageSize().Match(preference)).FirstOrDefault(match => match.Success) is { } found
        ? Math.Clamp(int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture), 1, MostPerPage)
        : null;

    public int? Top => Number("$top") is { } top ? Math.Clamp(top, 1, MostPerPage) : null;

    public int Skip => Number("$skip") ?? 0;

    public string? Query(string name) => Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    public string Route(string name) => (string?)Request.RouteValues[name] ?? "";

    public MailFolder FolderOf(string name) => office.Mailboxes.FindFolder(Mailbox, name) ?? throw GraphFailureException.NotFound();

    /// <summary>Refuses options of OData that would change the answer and are not known.</summary>
    public void AllowOnly(params ReadOnlySpan<string> options)
    {
        foreach (var name in Request.Query.Keys)
        {
            if (name.StartsWith('$') && !options.Contains(name)) throw GraphFailureException.Unsupported($"the option {name} here");
        }
    }

    /// <summary>The body as a JSON object.</summary>
    public async Task<JsonElement> ReadObjectAsync()
    {
        if (!Request.HasJsonContentType()) throw new GraphFailureException(415, "RequestBodyRead", "A write request must have a body of application/json.");
        try
        {
            using var json = await JsonDocument.ParseAsync(Request.Body, default, Cancelled);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : throw GraphFailureException.BadRequest("The body is no JSON object.");
        }
        catch (JsonException malformed)
        {
            throw new GraphFailureException(400, "BadRequest", $"Unable to read JSON request payload. {malformed.Message}");
        }
    }

    private bool HasRoute(string name) => Request.RouteValues.ContainsKey(name);

    private IEnumerable<string> Prefers() => Request.Headers["Prefer"].SelectMany(line => (line ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private int? Number(string option) => Query(option) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw GraphFailureException.BadRequest($"Invalid value '{text}' for {option} query option found.");

    [GeneratedRegex("^odata\\.maxpagesize=\"?([0-9]{1,6})\"?$", RegexOptions.IgnoreCase)]
    private static partial Regex MaxPageSize();
}
