namespace Omni.Functions.Channels;

/// <summary>The settings of one provider: <c>Channels__{Name}__{Key}</c>.</summary>
/// <param name="name">The provider's name in settings.</param>
/// <param name="read">Gives the value of a key of this provider, null when it is not set.</param>
/// <param name="defaultRegion">ISO 3166 country of phone numbers without a country code.</param>
/// <param name="replyKey">Of the whole installation.</param>
public sealed class ChannelSettings(string name, Func<string, string?> read, string defaultRegion, ReplyKey replyKey)
{
    public string DefaultRegion => defaultRegion;

    public ReplyKey ReplyKey => replyKey;

    /// <summary>The value, trimmed; null when it is not set or empty.</summary>
    public string? this[string key] => read(key)?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>The secret, and the one before it under <c>{key}Previous</c> while providers are moved from one to the other.</summary>
    public IReadOnlyList<string> Secrets(string key) =>
        (this[key], this[$"{key}Previous"]) switch
        {
            ({ } current, { } previous) => [current, previous],
            ({ } current, null) => [current],
            _ => [],
        };

    /// <summary>The values of a list separated by semicolons.</summary>
    public IReadOnlyList<string> List(string key) =>
        this[key]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>A switch; off when it is not set.</summary>
    /// <exception cref="ChannelSettingException">It is neither true nor false.</exception>
    public bool Flag(string key) => this[key] switch
    {
        null => false,
        var text when bool.TryParse(text, out var flag) => flag,
        _ => throw Wrong(key, "true or false"),
    };

    /// <summary>A value that stops the start; names the key and what is expected, never the value.</summary>
    public ChannelSettingException Wrong(string key, string expected) => new($"Channels__{name}__{key} must be {expected}.");
}

/// <summary>A setting of a channel cannot be used.</summary>
public sealed class ChannelSettingException : Exception
{
    public ChannelSettingException()
    {
    }

    public ChannelSettingException(string message)
        : base(message)
    {
    }

    public ChannelSettingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
