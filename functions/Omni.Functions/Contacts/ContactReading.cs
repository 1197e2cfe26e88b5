namespace Omni.Functions.Contacts;

/// <summary>What the bytes of a topic message turned out to be: a <see cref="ReadableContact"/> or an <see cref="UnreadableContact"/>.</summary>
public abstract record ContactReading;

public sealed record ReadableContact(Contact Contact) : ContactReading;

/// <summary>Reading it again will not help; it belongs in quarantine.</summary>
public sealed record UnreadableContact(UnreadableReason Reason) : ContactReading;

public enum UnreadableReason
{
    /// <summary>Not UTF-8, not JSON, or not in the shape of a CloudEvent with a contact.</summary>
    Malformed,

    /// <summary>A CloudEvent of another type.</summary>
    ForeignType,

    /// <summary>Neither a contact nor a reference to one; no change in an event of a CRM.</summary>
    NoContact,

    /// <summary>The reference leads nowhere.</summary>
    ClaimMissing,
}
