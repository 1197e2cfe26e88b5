using System.Text;

namespace Omni.Functions.Channels.Email;

/// <summary>Encodings by the names mail gives them, those of old code pages included.</summary>
internal static class Charset
{
    /// <summary>UTF-8 for a name nobody knows.</summary>
    public static Encoding Named(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return Encoding.UTF8;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name.Trim()) ?? Encoding.GetEncoding(name.Trim());
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return Encoding.UTF8;
        }
    }
}
