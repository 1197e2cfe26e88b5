namespace Omni.Worker.Generators;

/// <summary>
/// The host tries HTTP functions in the order of their names, not by how literal their routes are, and refuses some routes altogether.
/// </summary>
internal static class RouteRules
{
    private static readonly string[] Reserved = ["admin", "runtime"];

    /// <param name="ordered">By name, as the host tries them.</param>
    public static IEnumerable<Finding> Check(IReadOnlyList<FunctionModel> ordered)
    {
        var routes = ordered.Where(function => function.Route is not null)
            .Select(function => (Function: function, Template: RouteTemplate.Parse(function.Route!.Template)))
            .ToList();
        for (var later = 0; later < routes.Count; later++)
        {
            if (IsReserved(routes[later].Function.Route!.Template))
                yield return Refused(routes[later].Function, "it starts with a word the host keeps for itself");
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (Conflict(routes[earlier], routes[later]) is { } conflict)
                    yield return conflict;
            }
        }
    }

    private static Finding? Conflict(
        (FunctionModel Function, RouteTemplate Template) earlier, (FunctionModel Function, RouteTemplate Template) later)
    {
        if (!ShareMethod(earlier.Function.Route!, later.Function.Route!) || !earlier.Template.Meets(later.Template))
            return null;
        return earlier.Template.CompareTo(later.Template) switch
        {
            < 0 => null,
            0 => Refused(later.Function, $"'{earlier.Function.Name}' has the same for the same method"),
            _ => Finding.At(
                Findings.HiddenRoute,
                later.Function.Spot,
                later.Function.Route!.Template,
                later.Function.Name,
                earlier.Function.Route!.Template,
                earlier.Function.Name),
        };
    }

    private static bool ShareMethod(HttpRoute one, HttpRoute other) =>
        one.Methods.Count == 0 || other.Methods.Count == 0 || one.Methods.Intersect(other.Methods).Any();

    private static bool IsReserved(string template) =>
        Reserved.Any(word => template.TrimStart('/').StartsWith(word, StringComparison.OrdinalIgnoreCase));

    private static Finding Refused(FunctionModel function, string reason) =>
        Finding.At(Findings.RefusedRoute, function.Spot, function.Route!.Template, function.Name, reason);
}
