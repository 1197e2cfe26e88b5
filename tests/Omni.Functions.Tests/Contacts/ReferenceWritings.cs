using System.Diagnostics;
using System.Text.Json;

namespace Omni.Functions.Tests.Contacts;

/// <summary>
/// Writings of phone numbers with what the reference library reads in them. It is another implementation than ours and brings its own metadata;
/// <c>npm ci</c> in tests/phones-js installs it.
/// </summary>
public sealed class ReferenceWritings : IAsyncLifetime
{
    public const string Deviation = "DEVIATION";
    public const string Variant = "VARIANT";

    public IReadOnlyList<ReferenceWriting> All { get; private set; } = [];

    /// <summary>The example numbers of the metadata alone.</summary>
    public IEnumerable<ReferenceWriting> Examples => All.Where(static writing => writing.Type is not (Deviation or Variant));

    public async Task InitializeAsync()
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Script()]) { RedirectStandardOutput = true })!; // a program that exists is started
        var writings = new List<ReferenceWriting>();
        while (await node.StandardOutput.ReadLineAsync() is { } line)
            writings.Add(JsonSerializer.Deserialize<ReferenceWriting>(line, JsonSerializerOptions.Web) ?? throw new InvalidOperationException($"{line} is no writing."));
        await node.WaitForExitAsync();
        Assert.Equal(0, node.ExitCode);
        All = writings;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var project = Path.Combine(folder.FullName, "tests", "phones-js");
            if (Directory.Exists(Path.Combine(project, "node_modules")))
                return Path.Combine(project, "writings.mjs");
        }

        throw new InvalidOperationException("The reference library is not installed: run npm ci in tests/phones-js.");
    }
}

/// <param name="Territory">ISO 3166 code; 001 for numbers of no territory.</param>
/// <param name="Type">Of the number, in the reference's words.</param>
/// <param name="Example">The number in E.164.</param>
/// <param name="Form">How it is written.</param>
/// <param name="Text">The writing.</param>
/// <param name="Region">Where it is read.</param>
/// <param name="E164">What the reference reads in it; null when that has no possible length and is no known number either.</param>
public sealed record ReferenceWriting(string Territory, string Type, string? Example, string Form, string Text, string Region, string? E164)
{
    public override string ToString() => $"{Territory} {Type}, {Form}: '{Text}' in {Region}";
}
