using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Omni.LocalAzure.Graph.Notices;

/// <summary>Somebody who wants to hear of changes in a mailbox.</summary>
internal sealed partial record MailSubscription
{
    public required string Id { get; init; }

    /// <summary>As it was asked for.</summary>
    public required string Resource { get; init; }

    /// <summary>As it was asked for: <c>created,updated</c>.</summary>
    public required string ChangeType { get; init; }

    public required string NotificationUrl { get; init; }

    public string? LifecycleNotificationUrl { get; init; }

    /// <summary>By which the receiver knows us.</summary>
    public string? ClientState { get; init; }

    public required DateTimeOffset Until { get; init; }

    /// <summary>The address.</summary>
    public required string Mailbox { get; init; }

    /// <summary>Its id; null for the whole mailbox.</summary>
    public string? Folder { get; init; }

    public bool WantsImmutableIds { get; init; }

    /// <returns>Null when it is about something else.</returns>
    public static (string User, string? Folder)? Parse(string resource) => Form().Match(resource) is { Success: true } match
        ? (Uri.UnescapeDataString(match.Groups["user"].Value), match.Groups["folder"] is { Success: true, Value: var folder } ? Uri.UnescapeDataString(folder) : null)
        : null;

    public bool IsAbout(string changeType) => ChangeType.Split(',', StringSplitOptions.TrimEntries).Contains(changeType, StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"^/?users(?:/(?<user>[^/()]+)|\('(?<user>[^']+)'\))(?:/mailFolders(?:/(?<folder>[^/()]+)|\('(?<folder>[^']+)'\)))?/messages$", RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MailSubscription))]
internal sealed partial class SubscriptionJson : JsonSerializerContext;
