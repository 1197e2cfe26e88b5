using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Omni.Functions.Customers.Merging;

/// <param name="MergeId">How the merge is undone.</param>
/// <param name="Customer">The one customer they are.</param>
public sealed record MergeAnswer(string MergeId, CustomerView Customer);

/// <param name="MergeId">The merge that is no more.</param>
/// <param name="Survivor">Who had absorbed the other.</param>
/// <param name="Restored">Who was absorbed.</param>
public sealed record UndoAnswer(string MergeId, CustomerView Survivor, CustomerView Restored);

/// <summary>What the routes of merging take and give: camelCase, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DecisionRequest))]
[JsonSerializable(typeof(MergeAnswer))]
[JsonSerializable(typeof(UndoAnswer))]
public sealed partial class MergingJson : JsonSerializerContext
{
    /// <summary>For answers: letters and plus signs as themselves.</summary>
    public static MergingJson Answers { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
