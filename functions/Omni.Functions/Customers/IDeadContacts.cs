namespace Omni.Functions.Customers;

/// <summary>Messages of one topic whose deliveries all failed.</summary>
public interface IDeadContacts
{
    /// <summary>Sends those that may be tried again back to the topic and tells how many; those beyond help go to quarantine.</summary>
    Task<int> ReviveAsync(CancellationToken cancellation);
}
