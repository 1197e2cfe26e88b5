using System.Text.Json;

namespace Omni.LocalAzure.Dashboard;

/// <summary>A stored string as it is shown.</summary>
internal static class StoredText
{
    /// <summary>With half a character in it (<c>\ud800</c> alone) JSON is valid, and no text: then as it is written.</summary>
    public static string Of(JsonElement text)
    {
        try
        {
            return text.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return text.GetRawText();
        }
    }
}
