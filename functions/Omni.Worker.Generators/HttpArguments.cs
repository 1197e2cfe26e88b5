using Microsoft.CodeAnalysis;

namespace Omni.Worker.Generators;

/// <summary>Reads the shapes of the HTTP trigger's constructor.</summary>
internal static class HttpArguments
{
    private static readonly string[] Levels = ["anonymous", "user", "function", "system", "admin"];

    public static string AuthLevel(AttributeData trigger) =>
        trigger.ConstructorArguments.FirstOrDefault(argument => argument.Kind == TypedConstantKind.Enum).Value is int level
            ? Levels[level]
            : "function";

    public static IReadOnlyList<string> Methods(AttributeData trigger) =>
    [
        .. trigger.ConstructorArguments
            .Where(argument => argument.Kind == TypedConstantKind.Array)
            .SelectMany(argument => argument.Values)
            .Select(value => (string)value.Value!),
    ];

    public static string? Route(AttributeData trigger) => trigger.Named("Route") as string is { Length: > 0 } route ? route : null;
}
