namespace Omni.Azure.Bot.Authentication;

/// <summary>Whom a bot believes. The values are those of the public cloud; national clouds have their own.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication</remarks>
public sealed record BotFrameworkAuthenticationOptions
{
    public const string PublicMetadata = "https://login.botframework.com/v1/.well-known/openidconfiguration";
    public const string PublicIssuer = "https://api.botframework.com";

    /// <summary>The bot's app id: the audience of every token.</summary>
    public required string AppId { get; init; }

    /// <summary>Where the keys are found. Without encryption on this very machine only.</summary>
    public Uri Metadata { get; init; } = new(PublicMetadata);

    public string Issuer { get; init; } = PublicIssuer;

    /// <summary>So far clocks may be apart.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(5);

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
