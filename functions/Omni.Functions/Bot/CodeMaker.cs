using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Omni.Functions.Bot;

/// <summary>Codes of six digits that follow from where they are asked for, and from the installation's key: none is ever stored, and a second delivery sends the same one.</summary>
/// <param name="key">Of the installation, secret.</param>
public sealed class CodeMaker(ReadOnlyMemory<byte> key)
{
    private const int Codes = 1_000_000;

    public string For(string dialogueId, string contactId)
    {
        var mac = HMACSHA256.HashData(key.Span, Encoding.UTF8.GetBytes($"code\u001f{dialogueId}\u001f{contactId}"));
        return (BitConverter.ToUInt64(mac) % Codes).ToString("D6", CultureInfo.InvariantCulture);
    }
}
