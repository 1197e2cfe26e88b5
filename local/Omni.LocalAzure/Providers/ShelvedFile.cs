namespace Omni.LocalAzure.Providers;

/// <summary>A file that somebody sent to the business, as its provider has it.</summary>
public sealed record ShelvedFile
{
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>What the provider says it is.</summary>
    public string? ContentType { get; init; }

    /// <summary>Instead of <see cref="Content"/>: so many bytes, made while they are sent; -1 for bytes without end.</summary>
    public long? Made { get; init; }

    /// <summary>Answers of this status, as many as <see cref="Refusals"/> says.</summary>
    public int? Status { get; init; }

    /// <summary>How often <see cref="Status"/> is answered before the file is; without end where it is not said.</summary>
    public int? Refusals { get; init; }

    /// <summary>Leads there, by 302.</summary>
    public string? Redirect { get; init; }

    /// <summary>Between pieces of <see cref="PieceLength"/> bytes.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>Breaks the connection off after so many bytes.</summary>
    public long? BreaksAfter { get; init; }

    public const int PieceLength = 64 * 1024;
}
