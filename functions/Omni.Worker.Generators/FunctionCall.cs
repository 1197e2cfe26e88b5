using Microsoft.CodeAnalysis;

namespace Omni.Worker.Generators;

/// <summary>Writes the expression that registers a function, its direct call inside.</summary>
internal sealed class FunctionCall(IMethodSymbol method, FunctionModel function, List<Finding> findings)
{
    private const string ResultType = "global::Microsoft.AspNetCore.Http.IResult";
    private const string Registration = "global::Omni.Worker.Registration";

    public string Http(IParameterSymbol trigger, HttpRoute route)
    {
        if (Name(trigger.Type) != "global::Microsoft.AspNetCore.Http.HttpRequest")
            RefuseParameter(trigger);
        var routeNames = RouteTemplate.Parse(route.Template).ParameterNames;
        var call = Call(parameter =>
            SymbolEqualityComparer.Default.Equals(parameter, trigger) ? "request" : RouteArgument(parameter, routeNames));
        var methods = string.Join(", ", route.Methods.Select(RegistrySource.Literal));
        return $"new {Registration}.HttpFunction({RegistrySource.Literal(function.Name)}, {RegistrySource.Literal(route.Template)}, "
            + $"new string[] {{ {methods} }}, static {HttpLambda(call)})";
    }

    public string Triggered(IParameterSymbol trigger, AttributeData attribute)
    {
        var factory = new TriggerType(trigger.Type, attribute).Factory();
        if (factory is null)
            RefuseParameter(trigger);
        if (attribute.AttributeClass!.Name == TriggerNames.ServiceBus)
            CheckServiceBus(trigger, attribute);
        if (Name(method.ReturnType) != "global::System.Threading.Tasks.Task")
            RefuseReturn("Task");
        var call = Call(parameter => SymbolEqualityComparer.Default.Equals(parameter, trigger) ? "trigger" : null);
        return $"{Registration}.TriggeredFunction.{factory}({RegistrySource.Literal(function.Name)}, "
            + $"{RegistrySource.Literal(trigger.Name)}, static (trigger, context) => {call})";
    }

    private static string Name(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static string? RouteArgument(IParameterSymbol parameter, IReadOnlyCollection<string> routeNames)
    {
        if (!routeNames.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase))
            return null;
        var isOptional = parameter.NullableAnnotation == NullableAnnotation.Annotated;
        var arguments = $"(request, {RegistrySource.Literal(parameter.Name)})";
        return Name(parameter.Type).TrimEnd('?') switch
        {
            "string" => $"{Registration}.RouteValue.{(isOptional ? "OptionalText" : "Text")}{arguments}",
            "int" or "long" or "global::System.Guid" =>
                $"{Registration}.RouteValue.{(isOptional ? "OptionalParsed" : "Parsed")}<{Name(parameter.Type).TrimEnd('?')}>{arguments}",
            _ => null,
        };
    }

    private string Call(Func<IParameterSymbol, string?> ownArgument)
    {
        var arguments = method.Parameters.Select(parameter => ownArgument(parameter) ?? CommonArgument(parameter));
        return $"{Target()}.{method.Name}({string.Join(", ", arguments)})";
    }

    private string CommonArgument(IParameterSymbol parameter)
    {
        switch (Name(parameter.Type))
        {
            case "global::System.Threading.CancellationToken":
                return "context.CancellationToken";
            case "global::Omni.Worker.FunctionContext":
                return "context";
            default:
                RefuseParameter(parameter);
                return "default";
        }
    }

    private string Target()
    {
        var type = method.ContainingType;
        var obstacle = Reachability.Obstacle(method);
        if (obstacle is not null)
            findings.Add(Finding.At(Findings.Unreachable, function.Spot, function.Name, obstacle));
        if (obstacle is not null || method.IsStatic)
            return Name(type);
        var services = type.InstanceConstructors[0].Parameters.Select(parameter =>
            "global::Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions"
            + $".GetRequiredService<{Name(parameter.Type)}>(context.InstanceServices)");
        return $"new {Name(type)}({string.Join(", ", services)})";
    }

    private string HttpLambda(string call)
    {
        var type = method.ReturnType as INamedTypeSymbol;
        if (IsResult(type))
            return $"(request, context) => global::System.Threading.Tasks.Task.FromResult<{ResultType}>({call})";
        if (type is not { IsGenericType: true, Name: "Task", TypeArguments.Length: 1 } || !IsResult(type.TypeArguments[0]))
            RefuseReturn("IResult or Task<IResult>");
        return $"async (request, context) => await {call}";
    }

    private static bool IsResult(ITypeSymbol? type) =>
        type is not null && (Name(type) == ResultType || type.AllInterfaces.Any(implemented => Name(implemented) == ResultType));

    private void CheckServiceBus(IParameterSymbol trigger, AttributeData attribute)
    {
        var isArray = trigger.Type is IArrayTypeSymbol { ElementType.SpecialType: not SpecialType.System_Byte };
        if (isArray != attribute.Truth("IsBatched", false))
            findings.Add(Finding.At(Findings.BatchMismatch, function.Spot, function.Name));
        if (!attribute.Truth("AutoCompleteMessages", true))
            findings.Add(Finding.At(Findings.NeverCompleted, function.Spot, function.Name));
    }

    private void RefuseParameter(IParameterSymbol parameter) =>
        findings.Add(Finding.At(
            Findings.UnsupportedParameter,
            SourceSpot.Of(parameter),
            function.Name,
            parameter.Name,
            parameter.Type.ToDisplayString()));

    private void RefuseReturn(string expected) =>
        findings.Add(Finding.At(Findings.UnsupportedReturn, function.Spot, function.Name, method.ReturnType.ToDisplayString(), expected));
}
