namespace Omni.Worker.Generators;

/// <summary>All that is to be known of a function after its syntax is gone.</summary>
internal sealed record FunctionModel(string Name, SourceSpot Spot)
{
    /// <summary>The text of function.json; null when a finding prevents it.</summary>
    public string? Json { get; init; }

    /// <summary>The expression that makes the registered function; null when a finding prevents it.</summary>
    public string? Registration { get; init; }

    /// <summary>Null unless the trigger is HTTP.</summary>
    public HttpRoute? Route { get; init; }

    public ValueList<Finding> Findings { get; init; }
}

/// <param name="Template">Without the prefix.</param>
/// <param name="Methods">Upper case; empty for all.</param>
internal sealed record HttpRoute(string Template, ValueList<string> Methods);
