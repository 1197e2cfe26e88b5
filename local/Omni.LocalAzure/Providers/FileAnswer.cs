namespace Omni.LocalAzure.Providers;

/// <summary>Answers with a file, or as its owner wants it to fail.</summary>
internal static class FileAnswer
{
    private static readonly byte[] Piece = [.. Enumerable.Range(0, ShelvedFile.PieceLength).Select(static at => (byte)at)];

    public static async Task WriteAsync(HttpContext context, MediaShelf shelf, string id)
    {
        var answer = context.Response;
        if (shelf.Find(id) is not { } file)
        {
            answer.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (shelf.Refuses(id, file))
        {
            answer.StatusCode = file.Status ?? StatusCodes.Status503ServiceUnavailable;
        }
        else if (file.Redirect is { } address)
        {
            answer.Redirect(address);
        }
        else
        {
            answer.ContentType = file.ContentType;
            if (file.Made is not -1)
                answer.ContentLength = file.Made ?? file.Content.Length;
            await WriteAsync(context, file);
        }
    }

    private static async Task WriteAsync(HttpContext context, ShelvedFile file)
    {
        var length = file.Made switch { null => file.Content.Length, -1 => long.MaxValue, { } made => made };
        for (long at = 0; at < length; at += Piece.Length)
        {
            if (at >= file.BreaksAfter)
            {
                context.Abort();
                return;
            }

            var count = (int)Math.Min(Piece.Length, length - at);
            await context.Response.Body.WriteAsync(file.Made is null ? file.Content.Slice((int)at, count) : Piece.AsMemory(0, count), context.RequestAborted);
            if (file.Pause > TimeSpan.Zero)
                await Task.Delay(file.Pause, TimeProvider.System, context.RequestAborted);
        }
    }
}
