namespace Omni.Functions.Contacts;

/// <summary>The kinds that more than one channel speaks of; phones and e-mails have a canonical form of ours. All others are one channel's own words.</summary>
public static class IdentityKind
{
    public const string Phone = "phone";

    public const string Email = "email";

    /// <summary>How a business knows a person on WhatsApp, whether the number is visible or not.</summary>
    public const string WhatsAppBusinessScopedId = "wa_bsuid";

    /// <summary>How a page knows a person on Messenger.</summary>
    public const string MessengerPageScopedId = "messenger_psid";
}
