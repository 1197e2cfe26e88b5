using System.Net.Http.Headers;
using FsCheck.Xunit;
using Omni.Functions.Contacts;
using Omni.Functions.Media;

namespace Omni.Functions.Tests.Media;

public sealed class FileServingTests
{
    [Theory]
    [InlineData("image/png", "inline")]
    [InlineData("image/jpeg", "inline")]
    [InlineData("image/gif", "inline")]
    [InlineData("image/webp", "inline")]
    [InlineData("application/pdf", "inline")]
    [InlineData("text/plain; charset=utf-8", "attachment")]
    [InlineData("video/mp4", "attachment")]
    [InlineData("application/zip", "attachment")]
    public void Only_pictures_and_pdf_are_shown_in_the_browser(string type, string disposition)
    {
        var serving = FileServing.Of(new Attachment { Name = "a", ContentType = type });

        Assert.Equal(type, serving.ContentType);
        Assert.StartsWith(disposition + ";", serving.Disposition, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/html")]
    [InlineData("image/svg+xml")]
    [InlineData("image/png; charset=x\r\nX-Evil: 1")]
    [InlineData("application/octet-stream")]
    public void All_that_was_not_found_to_be_passive_is_saved_as_bytes(string? type)
    {
        var serving = FileServing.Of(new Attachment { Name = "a", ContentType = type });

        Assert.Equal(("application/octet-stream", "attachment; filename=\"a\""), (serving.ContentType, serving.Disposition));
    }

    [Theory]
    [InlineData(null, "file")]
    [InlineData("", "file")]
    [InlineData("...", "file")]
    [InlineData("план квартиры.pdf", "план квартиры.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Windows\\evil.exe", "evil.exe")]
    [InlineData("a\r\nSet-Cookie: x=1.txt", "aSet-Cookie: x=1.txt")]
    [InlineData("photo\u202Egnp.exe", "photognp.exe")]
    [InlineData("a\u2066b\u2069\u200F.txt", "ab.txt")]
    [InlineData("a\0b.txt", "ab.txt")]
    [InlineData(" .hidden. ", "hidden")]
    public void A_name_is_the_last_part_of_a_path_without_traps(string? given, string name) => Assert.Equal(name, FileServing.NameOf(given));

    [Fact]
    public void A_long_name_keeps_its_ending()
    {
        var name = FileServing.NameOf(new string('я', 5000) + ".pdf");

        Assert.Equal((120, true), (name.Length, name.EndsWith("я.pdf", StringComparison.Ordinal)));
    }

    [Property(MaxTest = 2000)]
    public void Whatever_the_name_the_header_can_be_read_and_gives_a_name_back(string? name, bool isPicture)
    {
        var serving = FileServing.Of(new Attachment { Name = name, ContentType = isPicture ? "image/png" : null });

        Assert.True(ContentDispositionHeaderValue.TryParse(serving.Disposition, out var header));
        Assert.DoesNotContain(serving.Disposition, letter => letter is < ' ' or > '~');
        Assert.Equal(FileServing.NameOf(name), header.FileNameStar ?? header.FileName?.Trim('"'));
        Assert.Equal(FileServing.NameOf(name), FileServing.NameOf(FileServing.NameOf(name)));
    }
}
