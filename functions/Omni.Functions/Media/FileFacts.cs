namespace Omni.Functions.Media;

/// <summary>What is known of a file once all its bytes have gone by.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="ContentType">See <see cref="FileType"/>.</param>
public sealed record FileFacts(long Size, string Sha256, string ContentType);
