using Microsoft.Playwright;

namespace Omni.EndToEnd.Tests.Running;

/// <summary>A Chromium of this machine, steered. It is not to talk to anybody but the page's own server, and what it asks of others is remembered.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Installed(),
            Args = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic", "--no-first-run"],
        });
    }

    /// <summary>A fresh page at this address.</summary>
    /// <param name="address">Of the server.</param>
    /// <param name="complaints">Grows with every message of the browser's console and every request to another server.</param>
    public async Task<IPage> OpenAsync(Uri address, ICollection<string> complaints)
    {
        var browser = _browser ?? throw new InvalidOperationException("The browser starts before the first test.");
        var page = await browser.NewPageAsync();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Authority != address.Authority) complaints.Add(request.Url);
        };
        await page.GotoAsync(address.ToString());
        return page;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string Installed() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"There is no Chromium: none of {string.Join(", ", Names)} is on the PATH. ./omni test installs one where apt-get does.");
}
