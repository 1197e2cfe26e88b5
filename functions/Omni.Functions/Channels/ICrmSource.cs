using Omni.Functions.Contacts;

namespace Omni.Functions.Channels;

/// <summary>A CRM whose events only name a record, which has to be asked for then. Both members are pure; who asks is not said here.</summary>
public interface ICrmSource
{
    /// <summary>Where the record of a change can be read; null when it need not be, or no setting says how. May hold a secret.</summary>
    Uri? AddressOf(CrmChange change);

    /// <summary>The change with what the record tells; as it was when that is nothing. Never throws, whatever the bytes are.</summary>
    CrmChange Complete(CrmChange change, ReadOnlyMemory<byte> record);
}
