namespace Omni.Functions.Contacts;

/// <summary>
/// From the one of which least is known to the one of which most is: kept, given up, to be fetched; of two alike, total all the same, so that
/// whoever is told of both chooses alike. The finding of a scan does not count.
/// </summary>
internal sealed class AttachmentOrder : IComparer<Attachment>
{
    public static readonly AttachmentOrder Instance = new();

    public int Compare(Attachment? left, Attachment? right)
    {
        if (left is null || right is null)
            return (left is null ? 0 : 1) - (right is null ? 0 : 1);
        var order = Rank(left) - Rank(right);
        if (order == 0)
            order = Nullable.Compare(left.Size, right.Size);
        if (order == 0)
            order = Nullable.Compare(left.Problem, right.Problem);
        foreach (var text in Texts)
        {
            if (order != 0)
                return order;
            order = string.CompareOrdinal(text(left), text(right));
        }

        return order;
    }

    private static readonly IReadOnlyList<Func<Attachment, string?>> Texts =
    [
        static file => file.Sha256,
        static file => file.Blob,
        static file => file.ContentType,
        static file => file.DeclaredType,
        static file => file.Name,
        static file => file.FileId,
        static file => file.Url,
    ];

    private static int Rank(Attachment file) => file.Blob is not null ? 2 : file.Problem is not null ? 1 : 0;
}
