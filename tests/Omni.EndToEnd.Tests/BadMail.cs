using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Omni.Drivers;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

/// <summary>Mail as nobody should write it, through mailbox, app, bus and store: nothing of it is lost, and nothing of it runs.</summary>
[Collection(Peaceful.Name)]
public sealed class BadMail(PeacefulHub fixture)
{
    private const int Largest = 50 * 1024 * 1024;

    private readonly Hub _hub = fixture.Hub;

    [Fact]
    public async Task A_file_of_50_MB_is_kept_byte_for_byte_and_one_byte_more_is_too_much()
    {
        var content = RandomNumberGenerator.GetBytes(Largest);
        await SendAsync(
            Letter("large") with { Files = [new LetterFile("large.bin", "application/octet-stream", content)] },
            Letter("larger") with { Files = [new LetterFile("larger.bin", "application/octet-stream", new byte[Largest + 1])] });

        var large = Assert.Single(FilesOf(await ContactAsync("large")));
        var larger = Assert.Single(FilesOf(await ContactAsync("larger")));

        Assert.Equal((Largest, Convert.ToHexStringLower(SHA256.HashData(content))), (large.GetProperty("size").GetInt32(), large.GetProperty("sha256").GetString()));
        Assert.Equal("tooLarge", larger.GetProperty("problem").GetString());
        using var opened = await OpenAsync(large);
        Assert.Equal(SHA256.HashData(content), await SHA256.HashDataAsync(await opened.Content.ReadAsStreamAsync()));
    }

    [Fact]
    public async Task Of_ten_megabytes_of_words_the_timeline_shows_the_beginning_and_a_file_has_the_whole()
    {
        var words = string.Concat(Enumerable.Range(0, 1_000_000).Select(static number => $"{number:D9} "));
        await SendAsync(Letter("words") with { Text = words });

        var contact = await ContactAsync("words");

        Assert.Equal(words[..100_000], contact.GetProperty("text").GetString());
        var whole = Assert.Single(FilesOf(contact));
        Assert.Equal("message.html.txt", whole.GetProperty("name").GetString());
        using var opened = await OpenAsync(whole);
        Assert.Contains(words.TrimEnd(), await opened.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_thousand_files_two_hundred_are_kept_and_the_others_counted()
    {
        await SendAsync(Letter("many") with { Files = [.. Enumerable.Range(0, 1000).Select(static number => new LetterFile($"{number:D4}.txt", "text/plain", Encoding.UTF8.GetBytes($"file {number}")))] });

        var contact = await ContactAsync("many");

        Assert.Equal(Enumerable.Range(0, 200).Select(static number => $"{number:D4}.txt"), FilesOf(contact).Select(static file => file.GetProperty("name").GetString()));
        Assert.All(FilesOf(contact), static file => Assert.True(file.TryGetProperty("blob", out _)));
        Assert.Equal(800, contact.GetProperty("extras").GetProperty("filesLeftOut").GetInt32());
        using var opened = await OpenAsync(FilesOf(contact)[199]);
        Assert.Equal("file 199", await opened.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_zip_bomb_is_kept_as_it_is_and_nobody_opens_it()
    {
        var bomb = Bomb();
        byte[] broken = [.. bomb.AsSpan(0, bomb.Length / 2)];
        await SendAsync(Letter("bomb") with { Files = [new LetterFile("1-bomb.zip", "application/zip", bomb), new LetterFile("2-broken.zip", "application/zip", broken)] });

        var files = FilesOf(await ContactAsync("bomb"));

        Assert.InRange(bomb.Length, 1, 2_000_000);
        Assert.Equal([("application/zip", bomb.Length), ("application/zip", broken.Length)], files.Select(static file => (file.GetProperty("contentType").GetString(), file.GetProperty("size").GetInt32())));
        using var opened = await OpenAsync(files[0]);
        Assert.Equal(bomb, await opened.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", opened.Content.Headers.ContentDisposition?.DispositionType);
    }

    [Theory]
    [InlineData("page", "picture.png", "image/png", "<html><script>alert(1)</script></html>")]
    [InlineData("program", "bill.pdf", "application/pdf", "MZ\u0090\u0000\u0003 This program cannot be run in DOS mode.")]
    [InlineData("drawing", "drawing.svg", "image/svg+xml", "<svg onload='alert(1)'/>")]
    public async Task A_file_that_lies_about_its_type_is_saved_and_never_shown(string subject, string name, string declared, string content)
    {
        await SendAsync(Letter(subject) with { Files = [new LetterFile(name, declared, Encoding.Latin1.GetBytes(content))] });

        var file = Assert.Single(FilesOf(await ContactAsync(subject)));

        Assert.Equal(("application/octet-stream", declared), (file.GetProperty("contentType").GetString(), file.GetProperty("declaredType").GetString()));
        using var opened = await OpenAsync(file);
        Assert.Equal(("application/octet-stream", "attachment"), (opened.Content.Headers.ContentType?.MediaType, opened.Content.Headers.ContentDisposition?.DispositionType));
        Assert.Equal(Encoding.Latin1.GetBytes(content), await opened.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Nothing_of_malicious_HTML_is_left_but_what_it_shows()
    {
        await SendAsync(Letter("malice") with
        {
            Html = "<p onclick=\"alert(1)\" style=\"position:fixed;color:red\">Hello</p><script>alert(2)</script><a href=\"java\tscript:alert(3)\">go</a>"
                + "<img src=\"https://tracker.example/pixel.gif\"><img src=x onerror=alert(4)><iframe src=\"https://evil.example\"></iframe><form action=\"https://evil.example\"><b>bold</b></form>",
        });

        Assert.Equal(
            "<p style=\"color:red\">Hello</p><a rel=\"noopener noreferrer nofollow\">go</a><img data-src=\"https://tracker.example/pixel.gif\"><img><b>bold</b>",
            (await ContactAsync("malice")).GetProperty("html").GetString());
    }

    private static byte[] Bomb()
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("zeros.bin").Open();
            var megabyte = new byte[1024 * 1024];
            for (var written = 0; written < 300; written++) entry.Write(megabyte);
        }

        return zip.ToArray();
    }

    private static Letter Letter(string subject) => new()
    {
        From = $"Eve <{Address(subject)}>",
        To = "design@shop.example",
        Subject = subject,
        Text = "Here you are.",
        MessageId = $"bad-{subject}@client.example",
        Date = TimeProvider.System.GetUtcNow().AddSeconds(-1),
    };

    private static string Address(string subject) => $"bad.{subject}@client.example";

    private async Task SendAsync(params Letter[] letters)
    {
        using var sender = new MailSender(_hub.System);
        foreach (var letter in letters)
            await sender.SendAsync(letter, CancellationToken.None);
        await _hub.RunTimerAsync("MailboxPoll", "mails to design are queued");
    }

    /// <summary>The contact of a letter, once its files are kept or given up.</summary>
    private async Task<JsonElement> ContactAsync(string subject)
    {
        var customer = await _hub.CustomerAsync($"email:{Address(subject)}", 1);
        return await Eventually.SeeAsync(
            async _ => Assert.Single(await _hub.ContactsAsync(customer)).GetProperty("contact"),
            static contact => FilesOf(contact).All(static file => file.TryGetProperty("blob", out _) || file.TryGetProperty("problem", out _)),
            TimeSpan.FromMinutes(2));
    }

    private static List<JsonElement> FilesOf(JsonElement contact) => contact.TryGetProperty("attachments", out var files) ? [.. files.EnumerateArray()] : [];

    private async Task<HttpResponseMessage> OpenAsync(JsonElement file)
    {
        using var http = new HttpClient();
        var answer = await http.GetAsync(await _hub.LinkAsync(file));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer;
    }
}
