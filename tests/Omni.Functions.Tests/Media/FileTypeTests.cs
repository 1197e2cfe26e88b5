using System.Text;
using Omni.Functions.Media;

namespace Omni.Functions.Tests.Media;

public sealed class FileTypeTests
{
    public static TheoryData<byte[], string?, string> Files() => new()
    {
        { [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], "image/png", "image/png" },
        { [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], "application/pdf", "image/png" },
        { [0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg; name=a.jpg", "image/jpeg" },
        { "GIF89a..."u8.ToArray(), null, "image/gif" },
        { "RIFF\0\0\0\0WEBPVP8 "u8.ToArray(), "image/webp", "image/webp" },
        { "RIFF\0\0\0\0WAVEfmt "u8.ToArray(), "audio/x-wav", "audio/wav" },
        { "%PDF-1.7\n"u8.ToArray(), "image/png", "application/pdf" },
        { "OggS\0"u8.ToArray(), "audio/ogg; codecs=opus", "audio/ogg" },
        { "OggS\0"u8.ToArray(), "video/ogg", "video/ogg" },
        { "ID3\u0003"u8.ToArray(), "audio/mpeg", "audio/mpeg" },
        { [0xFF, 0xFB, 0x90, 0x44], "audio/mpeg", "audio/mpeg" },
        { "\0\0\0\u0018ftypmp42"u8.ToArray(), "video/mp4", "video/mp4" },
        { "\0\0\0\u0018ftypisom"u8.ToArray(), "audio/mp4", "audio/mp4" },
        { "\0\0\0\u0018ftypheic"u8.ToArray(), "image/heic", "image/heic" },
        { "#!AMR\n"u8.ToArray(), "audio/amr", "audio/amr" },
        { "PK\u0003\u0004zip"u8.ToArray(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
        { "PK\u0003\u0004zip"u8.ToArray(), "application/vnd.ms-word.document.macroenabled.12", "application/zip" },
        { "PK\u0003\u0004zip"u8.ToArray(), "text/html", "application/zip" },
        { Encoding.UTF8.GetBytes("Привет"), "text/plain", "text/plain; charset=utf-8" },
        { "a;b;c"u8.ToArray(), "text/csv; charset=utf-8", "text/csv; charset=utf-8" },
        { "BEGIN:VCARD"u8.ToArray(), "text/vcard", "text/vcard; charset=utf-8" },
        { [], "text/plain", "text/plain; charset=utf-8" },
        { [], null, FileType.Unknown },
        { "  <html><script>"u8.ToArray(), "text/plain", FileType.Unknown },
        { "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'>"u8.ToArray(), "image/svg+xml", FileType.Unknown },
        { "<!doctype html>"u8.ToArray(), "text/html", FileType.Unknown },
        { "alert(1)"u8.ToArray(), "text/javascript", FileType.Unknown },
        { "MZ\u0090\0"u8.ToArray(), "image/png", FileType.Unknown },
        { [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "application/msword", FileType.Unknown },
        { [0x7F, (byte)'E', (byte)'L', (byte)'F'], "text/plain", FileType.Unknown },
        { [0xFF, 0xFE, 0x41, 0], "text/plain", FileType.Unknown },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_what_its_bytes_say_and_what_would_be_run_is_unknown(byte[] head, string? declared, string type)
    {
        Assert.Equal(type, FileType.Of(head, declared));
        Assert.True(type == FileType.Unknown || FileType.IsPassive(type));
    }

    [Fact]
    public void A_text_cut_off_within_a_letter_is_a_text()
    {
        var head = Encoding.UTF8.GetBytes("а" + new string('x', FileType.HeadLength - 3) + "ж")[..FileType.HeadLength];

        Assert.Equal("text/plain; charset=utf-8", FileType.Of(head, "text/plain"));
    }
}
