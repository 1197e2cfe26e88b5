using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>Who waits for an answer, and what is one.</summary>
public static class AnswerRules
{
    private const string Inbound = "inbound";
    private const string Outbound = "outbound";

    /// <summary>Who says that they do, or do not, want to be written to waits for nothing. Of a call it is known that it rang, so somebody talked, unless its channel marks it as missed (<c>extras.missed</c>).</summary>
    public static bool WantsAnswer(Contact contact) => contact is { Direction: Inbound, Consents: null } && contact.Kind switch
    {
        ContactKind.Message or ContactKind.Form or ContactKind.Chat => true,
        ContactKind.Call => contact.Extras.TryGetValue("missed", out var missed) && missed.ValueKind == JsonValueKind.True,
        _ => false,
    };

    /// <summary>Receipts and events tell of an answer, or of nothing at all; they are none.</summary>
    public static bool IsAnswer(Contact contact) =>
        contact.Direction == Outbound && contact.Kind is (ContactKind.Message or ContactKind.Chat or ContactKind.Call);
}
