using System.Collections;
using System.Text.Json;
using System.Text.RegularExpressions;
using Omni.LocalAzure.Functions.Definitions;

namespace Omni.LocalAzure.Hosting;

/// <summary>What the app's settings say of mailboxes: which there are, and with which token it comes.</summary>
internal sealed partial record MailboxSettings
{
    private const string TokenSetting = "Graph__accessToken";

    /// <summary>Null when the app has none: then nobody is let in.</summary>
    public string? AccessToken { get; private init; }

    public IReadOnlyList<string> Mailboxes { get; private init; } = [];

    /// <summary>A variable of the environment wins over a value of the file, and may name a further mailbox.</summary>
    /// <exception cref="StartupException">The file cannot be read; without an app there need be none.</exception>
    public static MailboxSettings Read(LocalOptions options)
    {
        if (options.NoApp && !File.Exists(options.Settings)) return Of(Variables());
        try
        {
            var settings = new Dictionary<string, string>(LocalSettings.Read(options.Settings, static value => value).Values);
            foreach (var (name, value) in Variables()) settings[name] = value;
            return Of(settings);
        }
        catch (Exception failure) when (failure is UnsupportedDefinitionException or IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StartupException(failure.Message, failure);
        }
    }

    private static MailboxSettings Of(IReadOnlyDictionary<string, string> settings) => new()
    {
        AccessToken = settings.GetValueOrDefault(TokenSetting),
        Mailboxes = [.. settings.Where(setting => Address().IsMatch(setting.Key) && setting.Value.Contains('@', StringComparison.Ordinal)).OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => setting.Value)],
    };

    private static Dictionary<string, string> Variables() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Select(variable => (Name: (string)variable.Key, Value: variable.Value as string ?? ""))
        .Where(variable => variable.Name == TokenSetting || Address().IsMatch(variable.Name))
        .ToDictionary(variable => variable.Name, variable => variable.Value);

    [GeneratedRegex("^Mailboxes__[0-9]+__Address$")]
    private static partial Regex Address();
}
