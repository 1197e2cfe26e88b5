using Microsoft.AspNetCore.Routing.Template;
using Omni.LocalAzure.Functions.Definitions;

namespace Omni.LocalAzure.Functions.Http;

/// <summary>Finds the function of a request: templates are tried in the order of function names, not by how specific they are.</summary>
public sealed class FunctionRoutes
{
    private readonly List<Route> _routes = [];

    /// <param name="functions">In the order in which they are tried.</param>
    /// <param name="prefix">Without slashes around it.</param>
    /// <param name="constraints">Resolves <c>{id:int}</c> and the like.</param>
    public FunctionRoutes(IEnumerable<FunctionDefinition> functions, string prefix, IInlineConstraintResolver constraints)
    {
        foreach (var function in functions)
            if (function is { Disabled: false, Trigger: HttpTrigger trigger }) Add(function, trigger, prefix, constraints);
    }

    /// <returns>The function and all its route values, null for an absent one; null when no template matches path and method.</returns>
    public (FunctionDefinition Function, RouteValueDictionary Values)? Find(HttpContext context)
    {
        foreach (var route in _routes)
        {
            var values = new RouteValueDictionary();
            if (!route.Allows(context.Request.Method) || !route.Matcher.TryMatch(context.Request.Path, values) || !route.Accepts(context, values)) continue;
            foreach (var parameter in route.Matcher.Template.Parameters)
                if (parameter.Name is { } name) values.TryAdd(name, null);
            return (route.Function, values);
        }

        return null;
    }

    private void Add(FunctionDefinition function, HttpTrigger trigger, string prefix, IInlineConstraintResolver resolver)
    {
        var template = prefix.Length == 0 ? trigger.Route : $"{prefix}/{trigger.Route}";
        try
        {
            var parsed = TemplateParser.Parse(template);
            var route = new Route(function, trigger, new TemplateMatcher(parsed, Defaults(parsed)), Constraints(parsed, resolver));
            if (_routes.Find(other => other.Hides(route)) is { } rival)
                throw new UnsupportedDefinitionException($"{function.Name} has the same route and method as {rival.Function.Name}: {template}");
            _routes.Add(route);
        }
        catch (Exception wrong) when (wrong is ArgumentException or RouteCreationException)
        {
            throw new UnsupportedDefinitionException($"{function.Name}: route '{template}' cannot be read: {wrong.Message}", wrong);
        }
    }

    private static RouteValueDictionary Defaults(RouteTemplate template)
    {
        var defaults = new RouteValueDictionary();
        foreach (var parameter in template.Parameters)
            if (parameter is { Name: { } name, DefaultValue: { } value }) defaults[name] = value;
        return defaults;
    }

    private static IDictionary<string, IRouteConstraint> Constraints(RouteTemplate template, IInlineConstraintResolver resolver)
    {
        var builder = new RouteConstraintBuilder(resolver, template.TemplateText ?? "");
        foreach (var parameter in template.Parameters)
        {
            if (parameter.Name is not { } name) continue;
            if (parameter.IsOptional) builder.SetOptional(name);
            foreach (var constraint in parameter.InlineConstraints) builder.AddResolvedConstraint(name, constraint.Constraint);
        }

        return builder.Build();
    }

    private sealed record Route(FunctionDefinition Function, HttpTrigger Trigger, TemplateMatcher Matcher, IDictionary<string, IRouteConstraint> Constraints)
    {
        public bool Allows(string method) => Trigger.Methods.Count == 0 || Trigger.Methods.Contains(method.ToUpperInvariant());

        public bool Accepts(HttpContext context, RouteValueDictionary values) => Constraints.All(
            constraint => constraint.Value.Match(context, route: null, constraint.Key, values, RouteDirection.IncomingRequest));

        public bool Hides(Route other) =>
            string.Equals(Matcher.Template.TemplateText, other.Matcher.Template.TemplateText, StringComparison.OrdinalIgnoreCase)
            && (Trigger.Methods.Count == 0 || other.Trigger.Methods.Count == 0 || Trigger.Methods.Overlaps(other.Trigger.Methods));
    }
}
