using System.Globalization;
using System.Text;

namespace Omni.Worker.Generators;

/// <summary>Just enough JSON for function.json: a generator should not carry a JSON library into the compiler.</summary>
internal sealed class JsonObject
{
    private readonly List<string> members = [];

    public JsonObject Add(string name, string text) => AddRaw(name, Quote(text));

    public JsonObject Add(string name, IEnumerable<string> texts) => AddRaw(name, $"[{string.Join(",", texts.Select(Quote))}]");

    public JsonObject Add(string name, object value) => value switch
    {
        string text => Add(name, text),
        bool truth => AddRaw(name, truth ? "true" : "false"),
        _ => AddRaw(name, Convert.ToString(value, CultureInfo.InvariantCulture)),
    };

    public JsonObject AddRaw(string name, string json)
    {
        members.Add($"{Quote(name)}:{json}");
        return this;
    }

    public override string ToString() => $"{{{string.Join(",", members)}}}";

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            if (character is '"' or '\\')
                quoted.Append('\\').Append(character);
            else if (character < ' ')
                quoted.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
            else
                quoted.Append(character);
        }

        return quoted.Append('"').ToString();
    }
}
