using Microsoft.CodeAnalysis;

namespace Omni.Worker.Generators;

/// <summary>Whether code in the same assembly can construct the class and call the method.</summary>
internal static class Reachability
{
    /// <summary>Null when there is none.</summary>
    public static string? Obstacle(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (!IsReachable(method) || !IsReachable(type) || (type.ContainingType is { } outer && !IsReachable(outer)))
            return "method and class must be public or internal";
        if (method.IsGenericMethod || type.IsGenericType)
            return "neither method nor class may be generic";
        if (method.IsStatic)
            return null;
        if (type.IsAbstract)
            return "the class is abstract";
        if (type.InstanceConstructors.Length != 1 || !IsReachable(type.InstanceConstructors[0]))
            return "the class needs exactly one constructor, public or internal";
        return type.AllInterfaces.Any(implemented => implemented.Name is "IDisposable" or "IAsyncDisposable")
            ? "the class is made anew for every call and must not need disposal; inject what does"
            : null;
    }

    private static bool IsReachable(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;
}
