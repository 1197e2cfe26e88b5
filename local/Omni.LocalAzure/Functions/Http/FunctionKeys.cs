using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Functions.Http;

/// <summary>The keys that open functions, made once and kept in a file that only its owner reads.</summary>
public sealed class FunctionKeys
{
    private readonly KeyFile _keys;

    private FunctionKeys(KeyFile keys) => _keys = keys;

    /// <summary>Opens everything, the administration included.</summary>
    public string Master => _keys.Master;

    /// <summary>Opens all functions of level <c>function</c>.</summary>
    public string Host => _keys.Host;

    /// <summary>Each opens one function.</summary>
    public IReadOnlyDictionary<string, string> Functions => _keys.Functions;

    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static FunctionKeys Open(string path, IEnumerable<string> functions)
    {
        var kept = File.Exists(path) ? Read(path) : null;
        var all = functions.ToDictionary(name => name, name => kept?.Functions.GetValueOrDefault(name) ?? NewKey(), StringComparer.OrdinalIgnoreCase);
        var keys = new KeyFile(kept?.Master ?? NewKey(), kept?.Host ?? NewKey(), all);
        OwnersFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(keys, KeyJson.Default.KeyFile));
        return new FunctionKeys(keys);
    }

    private static KeyFile? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), KeyJson.Default.KeyFile);
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"{path} is damaged: delete it, and new keys are made.", failure);
        }
    }

    /// <returns>The presented key's level and name; null when it opens nothing of this function.</returns>
    public KeyMatch? Match(string? presented, string? function)
    {
        if (string.IsNullOrEmpty(presented)) return null;
        if (Same(presented, Master)) return new KeyMatch(AuthorizationLevel.Admin, "master");
        if (Same(presented, Host)) return new KeyMatch(AuthorizationLevel.Function, "default");
        return function is not null && Functions.TryGetValue(function, out var own) && Same(presented, own)
            ? new KeyMatch(AuthorizationLevel.Function, "default")
            : null;
    }

    /// <summary>The header wins over the query.</summary>
    public static string? Presented(HttpRequest request) =>
        request.Headers.TryGetValue("x-functions-key", out var header) ? header.ToString() : request.Query["code"].ToString();

    private static bool Same(string presented, string key) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(presented), Encoding.UTF8.GetBytes(key));

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(40)).Replace('+', '-').Replace('/', '_');
}

/// <param name="Level">What it opens.</param>
/// <param name="Name">The key's name, as the handler is told.</param>
public sealed record KeyMatch(AuthorizationLevel Level, string Name);

internal sealed record KeyFile(string Master, string Host, Dictionary<string, string> Functions);

[JsonSerializable(typeof(KeyFile))]
internal sealed partial class KeyJson : JsonSerializerContext;
