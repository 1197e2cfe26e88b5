using System.ComponentModel.DataAnnotations;

namespace Omni.Functions.Hosting;

/// <summary>One of a few words, whatever their case, or nothing. Every start would have to build a regular expression.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OneOfAttribute(params string[] words) : ValidationAttribute
{
    public IReadOnlyList<string> Words { get; } = words;

    public override bool IsValid(object? value) =>
        value is not string { Length: > 0 } text || Words.Contains(text, StringComparer.OrdinalIgnoreCase);
}
