using MimeKit;

namespace Omni.Functions.Channels.Email;

/// <summary>
/// Goes through a mail and keeps nothing of it, to find out whether its headers are within what people send. Once kept, each costs
/// memory many times its own size, and a folded one time by the square of its lines.
/// </summary>
internal sealed class HeaderLimits : MimeReader
{
    /// <summary>Of all headers together.</summary>
    public const int MostBytes = 2_000_000;

    private const int MostLines = 50_000;
    private const int LongestHeader = 100_000;

    private readonly Source source;
    private int lines;
    private int size;

    private HeaderLimits(ParserOptions options, Source source)
        : base(options, source) => this.source = source;

    /// <summary>False as well for what the library cannot read.</summary>
    public static bool Hold(byte[] mime, ParserOptions options, Action<MimeReader> read)
    {
        using var source = new Source(mime);
        try
        {
            read(new HeaderLimits(options, source));
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    protected override void OnHeadersBegin(long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => source.EndsBy(LongestHeader);

    protected override void OnHeaderRead(Header header, int beginLineNumber, CancellationToken cancellationToken)
    {
        lines += header.RawValue.AsSpan().Count((byte)'\n');
        size += header.RawField.Length + header.RawValue.Length;
        if (lines > MostLines || size > MostBytes)
            throw new FormatException("There are more headers than people send.");
        source.EndsBy(LongestHeader);
    }

    protected override void OnHeadersEnd(long beginOffset, int beginLineNumber, long endOffset, int endLineNumber, CancellationToken cancellationToken) => source.EndsBy(null);

    /// <summary>The library tells of a header only when it has read all of it.</summary>
    private sealed class Source(byte[] mime) : MemoryStream(mime, writable: false)
    {
        private long end = long.MaxValue;

        public void EndsBy(int? bytes) => end = Position + bytes ?? long.MaxValue;

        public override int Read(byte[] buffer, int offset, int count) =>
            Position <= end ? base.Read(buffer, offset, count) : throw new FormatException("A header is longer than people write.");
    }
}
