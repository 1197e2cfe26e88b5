namespace Omni.LocalAzure.ServiceBus.Rest;

internal enum AddressKind
{
    /// <summary>The entity itself: management.</summary>
    Entity,

    /// <summary><c>{entity}/messages</c></summary>
    Messages,

    /// <summary><c>{entity}/messages/head</c></summary>
    Head,

    /// <summary><c>{entity}/messages/{message id or sequence number}/{lock token}</c></summary>
    Lock,
}

/// <summary>What a path names.</summary>
internal readonly record struct RequestAddress(AddressKind Kind, string Entity, string MessageId, Guid LockToken)
{
    private const string Messages = "messages";

    public static RequestAddress Parse(string path)
    {
        var parts = path.Trim('/').Split('/');
        if (Is(parts, 1)) return At(AddressKind.Messages, parts, 1);
        if (Is(parts, 2) && parts[^1].Equals("head", StringComparison.OrdinalIgnoreCase)) return At(AddressKind.Head, parts, 2);
        if (Is(parts, 3) && Guid.TryParse(parts[^1], out var token))
            return At(AddressKind.Lock, parts, 3) with { MessageId = Uri.UnescapeDataString(parts[^2]), LockToken = token };
        return At(AddressKind.Entity, parts, 0);
    }

    private static bool Is(string[] parts, int fromEnd) =>
        parts.Length > fromEnd && parts[^fromEnd].Equals(Messages, StringComparison.OrdinalIgnoreCase);

    private static RequestAddress At(AddressKind kind, string[] parts, int tail) =>
        new(kind, string.Join('/', parts[..^tail]), string.Empty, Guid.Empty);
}
