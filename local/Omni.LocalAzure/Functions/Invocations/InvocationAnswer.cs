using System.Text.Json;

namespace Omni.LocalAzure.Functions.Invocations;

/// <summary>How an invocation ended.</summary>
/// <param name="Failure">Why it failed; null when it succeeded.</param>
public sealed record InvocationAnswer(string? Failure)
{
    public static readonly InvocationAnswer Succeeded = new(Failure: null);

    /// <summary>The whole answer was <c>{}</c>.</summary>
    public bool IsEmpty { get; init; } = true;

    /// <summary>The member <c>Outputs</c>, where there is one.</summary>
    public JsonElement? Outputs { get; init; }

    /// <summary>The member <c>ReturnValue</c>, where there is one.</summary>
    public JsonElement? ReturnValue { get; init; }

    /// <summary>The lines that the handler logged for this invocation.</summary>
    public IReadOnlyList<string> Logs { get; init; } = [];

    public bool IsSuccess => Failure is null;

    /// <returns>Null for the answers that never end an invocation: nothing at all, and <c>null</c>.</returns>
    public static InvocationAnswer? Parse(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty || body.Span.Trim(" \r\n\t"u8).SequenceEqual("null"u8)) return null;
        if (body.Span.SequenceEqual("{}"u8)) return Succeeded;
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Read(json.RootElement) : new InvocationAnswer("the answer is no JSON object");
        }
        catch (JsonException)
        {
            return new InvocationAnswer("the answer is not JSON");
        }
    }

    private static InvocationAnswer Read(JsonElement root)
    {
        var answer = Succeeded;
        foreach (var member in root.EnumerateObject())
        {
            answer = member.Name.ToUpperInvariant() switch
            {
                "OUTPUTS" => answer with { Outputs = member.Value.Clone(), IsEmpty = false },
                "RETURNVALUE" => answer with { ReturnValue = member.Value.Clone(), IsEmpty = false },
                "LOGS" when member.Value.ValueKind == JsonValueKind.Array =>
                    answer with { Logs = [.. member.Value.EnumerateArray().Select(line => line.ToString())], IsEmpty = false },
                _ => answer with { IsEmpty = false },
            };
        }

        return answer;
    }
}
