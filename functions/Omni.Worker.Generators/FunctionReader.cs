using Microsoft.CodeAnalysis;

namespace Omni.Worker.Generators;

/// <summary>Reads one method and says all that is wrong with it.</summary>
internal static class FunctionReader
{
    public static FunctionModel Read(IMethodSymbol method, AttributeData function)
    {
        var name = function.ConstructorArguments.FirstOrDefault().Value as string ?? "";
        var spot = SourceSpot.Of(method);
        var findings = new List<Finding>();
        if (!NameRules.IsValid(name))
            findings.Add(Finding.At(Findings.InvalidName, spot, name));
        var model = new FunctionModel(name, spot);
        var triggers = method.Parameters.Where(parameter => TriggerOf(parameter) is not null).ToList();
        if (triggers.Count == 1)
            model = Read(method, model, triggers[0], findings);
        else
            findings.Add(Finding.At(Findings.OneTrigger, spot, name, $"{triggers.Count}"));
        return findings.Count == 0 ? model : model with { Json = null, Registration = null, Findings = new([.. findings]) };
    }

    private static FunctionModel Read(IMethodSymbol method, FunctionModel model, IParameterSymbol parameter, List<Finding> findings)
    {
        var trigger = TriggerOf(parameter)!;
        var isHttp = trigger.AttributeClass!.Name == TriggerNames.Http;
        var route = isHttp ? RouteOf(model.Name, trigger) : null;
        var call = new FunctionCall(method, model, findings);
        var registration = isHttp
            ? call.Http(parameter, route!)
            : call.Triggered(parameter, trigger);
        return model with { Route = route, Registration = registration, Json = FunctionJson.Of(method, parameter, trigger) };
    }

    private static HttpRoute RouteOf(string name, AttributeData trigger) =>
        new(HttpArguments.Route(trigger) ?? name, new([.. HttpArguments.Methods(trigger).Select(method => method.ToUpperInvariant())]));

    private static AttributeData? TriggerOf(IParameterSymbol parameter) =>
        parameter.GetAttributes().FirstOrDefault(attribute =>
            attribute.AttributeClass?.BaseType?.ToDisplayString() == "Omni.Worker.TriggerBindingAttribute");
}
