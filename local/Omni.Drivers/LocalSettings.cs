using System.Globalization;
using System.Text.Json;

namespace Omni.Drivers;

/// <summary>The settings the local app runs with: <c>local.settings.json</c> where there is one, else the sample.</summary>
public sealed class LocalSettings
{
    private readonly Dictionary<string, string> _values;

    private LocalSettings(Dictionary<string, string> values) => _values = values;

    public string this[string key] => _values.TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The local settings lack {key}.");

    public IReadOnlyDictionary<string, string> All => _values;

    /// <summary>The connection string of the bus, for where the running one answers.</summary>
    public string ServiceBusAt(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var parts = this["ServiceBus"].Split(';').Where(part => !part.StartsWith("Endpoint=", StringComparison.OrdinalIgnoreCase));
        return string.Create(CultureInfo.InvariantCulture, $"Endpoint=sb://localhost:{address.Port};{string.Join(';', parts)}");
    }

    public static LocalSettings Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return new LocalSettings(document.RootElement.GetProperty("Values").EnumerateObject()
            .ToDictionary(value => value.Name, value => value.Value.GetString() ?? ""));
    }
}
