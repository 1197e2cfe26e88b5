using System.Security.Cryptography;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Email;

/// <summary>A file that came inside a mail.</summary>
internal static class MailFile
{
    public static Attachment Of(string? name, string? contentType, byte[] content) => new()
    {
        Name = string.IsNullOrWhiteSpace(name) ? null : name,
        ContentType = string.IsNullOrWhiteSpace(contentType) ? null : contentType,
        Size = content.Length,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
        Content = content,
    };
}
