namespace Omni.Functions.Contacts;

/// <summary>Contacts too large for a message, left elsewhere and fetched by their reference (the claim check pattern).</summary>
public interface IClaimedContacts
{
    /// <summary>Returns when the storage answers.</summary>
    Task ReachAsync(CancellationToken cancellationToken);

    /// <summary>Leaves the contact's JSON under the id of its message; leaving the same again changes nothing. Gives the reference.</summary>
    Task<string> LeaveAsync(string name, ReadOnlyMemory<byte> json, CancellationToken cancellationToken);

    /// <summary>The JSON that was left; null when there is nothing under the reference.</summary>
    Task<ReadOnlyMemory<byte>?> FetchAsync(string reference, CancellationToken cancellationToken);
}
