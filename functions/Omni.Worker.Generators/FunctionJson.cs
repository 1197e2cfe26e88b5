using Microsoft.CodeAnalysis;

namespace Omni.Worker.Generators;

/// <summary>
/// The text of function.json. The attributes' parameters and properties are named like the members they become,
/// so most of it is a change of the first letter.
/// </summary>
internal static class FunctionJson
{
    private static readonly string[] NotInTheFile = ["IsBatched", "AutoCompleteMessages", "RunOnStartup", "UseMonitor"];

    public static string Of(IMethodSymbol method, IParameterSymbol parameter, AttributeData trigger)
    {
        var binding = Trigger(parameter, trigger).ToString();
        var isHttp = trigger.AttributeClass!.Name == TriggerNames.Http;
        var file = new JsonObject();
        if (Retry(method) is { } retry)
            file.AddRaw("retry", retry.ToString());
        return file.AddRaw("bindings", isHttp ? $"[{binding},{HttpOutput(parameter)}]" : $"[{binding}]").ToString();
    }

    private static JsonObject Trigger(IParameterSymbol parameter, AttributeData trigger)
    {
        var kind = trigger.AttributeClass!.Name;
        var binding = new JsonObject().Add("type", TriggerNames.BindingType(kind)).Add("direction", "in").Add("name", parameter.Name);
        if (kind == TriggerNames.Http)
            return AddHttp(binding, trigger);
        AddArguments(binding, trigger);
        if (kind == TriggerNames.Timer)
            binding.Add("runOnStartup", trigger.Truth("RunOnStartup", false)).Add("useMonitor", trigger.Truth("UseMonitor", true));
        if (kind == TriggerNames.ServiceBus)
            binding.Add("cardinality", trigger.Truth("IsBatched", false) ? "many" : "one").Add("dataType", "binary");
        return binding;
    }

    private static JsonObject AddHttp(JsonObject binding, AttributeData trigger)
    {
        binding.Add("authLevel", HttpArguments.AuthLevel(trigger));
        var methods = HttpArguments.Methods(trigger);
        if (methods.Count > 0)
            binding.Add("methods", methods.Select(method => method.ToLowerInvariant()));
        return HttpArguments.Route(trigger) is { } route ? binding.Add("route", route) : binding;
    }

    private static void AddArguments(JsonObject into, AttributeData attribute)
    {
        for (var i = 0; i < attribute.ConstructorArguments.Length; i++)
            into.Add(attribute.AttributeConstructor!.Parameters[i].Name, attribute.ConstructorArguments[i].Value!);
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Value.Value is { } value && !NotInTheFile.Contains(argument.Key))
                into.Add(char.ToLowerInvariant(argument.Key[0]) + argument.Key.Substring(1), value);
        }
    }

    /// <summary>With it, and nothing else, the host forwards and proxies requests as they came.</summary>
    private static JsonObject HttpOutput(IParameterSymbol request) =>
        new JsonObject().Add("type", "http").Add("direction", "out").Add("name", request.Name == "res" ? "response" : "res");

    private static JsonObject? Retry(IMethodSymbol method)
    {
        var attribute = method.GetAttributes().FirstOrDefault(candidate => candidate.AttributeClass?.BaseType?.Name == "RetryAttribute");
        if (attribute is null)
            return null;
        var isFixed = attribute.AttributeClass!.Name == "FixedDelayRetryAttribute";
        var retry = new JsonObject().Add("strategy", isFixed ? "fixedDelay" : "exponentialBackoff");
        AddArguments(retry, attribute);
        return retry;
    }
}
