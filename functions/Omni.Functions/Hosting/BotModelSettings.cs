using System.ComponentModel.DataAnnotations;
using Omni.Functions.Bot.LanguageModel;

namespace Omni.Functions.Hosting;

/// <summary>Settings <c>Bot__Model__…</c>: a language model that helps the bot where its rules do not understand. None where the endpoint is absent.</summary>
public sealed class BotModelSettings
{
    /// <summary>What clients of OpenAI call the base address; ends with <c>/v1</c> as a rule.</summary>
    public string? Endpoint { get; set; }

    public string? Name { get; set; }

    public string? Key { get; set; }

    /// <summary>Off as well while the key is not there: no more than the bot's help hangs on it.</summary>
    public bool IsOn => !string.IsNullOrEmpty(Endpoint) && (!string.IsNullOrWhiteSpace(Key) || (Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) && address.IsLoopback));

    /// <summary>Only where it is on.</summary>
    internal ChatModelOptions Options() => new(new Uri($"{Endpoint?.TrimEnd('/')}/chat/completions"), Name ?? "", Key?.Trim() ?? "");

    internal IEnumerable<ValidationResult> Validate()
    {
        if (string.IsNullOrEmpty(Endpoint))
            yield break;
        if (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) || (address.Query + address.Fragment + address.UserInfo).Length > 0)
            yield return new ValidationResult("Bot__Model__Endpoint has to be an address that begins with https and has no query, such as https://name.openai.azure.com/openai/v1, or absent.");
        if (string.IsNullOrWhiteSpace(Name))
            yield return new ValidationResult("Bot__Model__Endpoint needs Bot__Model__Name: the model, or its deployment.");
        if (Key?.Trim().All(static sign => sign is > ' ' and <= '~') == false)
            yield return new ValidationResult("Bot__Model__Key has signs that no header may have: set it again, in one line.");
    }
}
