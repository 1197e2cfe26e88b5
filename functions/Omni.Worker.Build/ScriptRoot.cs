using System.Text.Json;
using System.Text.Json.Nodes;

namespace Omni.Worker.Build;

/// <summary>The folder the Functions host reads: one sub-folder with a function.json for each function.</summary>
public static class ScriptRoot
{
    private const string FileName = "function.json";
    private const string Marker = "generatedBy";
    private const string Generator = "Omni.Worker.Build";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Write(string folder, IReadOnlyDictionary<string, string> functions)
    {
        foreach (var (name, json) in functions)
            WriteFunction(Directory.CreateDirectory(Path.Combine(folder, name)).FullName, json);
        foreach (var stale in Directory.EnumerateDirectories(folder).Where(found => !functions.ContainsKey(Path.GetFileName(found))))
            DeleteIfOurs(stale);
    }

    private static void WriteFunction(string folder, string json)
    {
        var document = new JsonObject { [Marker] = Generator };
        foreach (var (name, value) in JsonNode.Parse(json)!.AsObject())
            document[name] = value?.DeepClone();
        var text = document.ToJsonString(Indented) + "\n";
        var path = Path.Combine(folder, FileName);

        // A host that watches its script root restarts when a function.json is written.
        if (!File.Exists(path) || File.ReadAllText(path) != text)
            File.WriteAllText(path, text);
    }

    /// <summary>A function that is no more would otherwise be called for ever. What others wrote stays.</summary>
    private static void DeleteIfOurs(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path) || JsonNode.Parse(File.ReadAllText(path))?[Marker]?.GetValue<string>() != Generator)
            return;
        File.Delete(path);
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }
}
