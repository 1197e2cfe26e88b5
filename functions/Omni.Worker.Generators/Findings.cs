using Microsoft.CodeAnalysis;

namespace Omni.Worker.Generators;

/// <summary>What the host would refuse, or worse, accept and do otherwise than meant.</summary>
internal static class Findings
{
    public static readonly DiagnosticDescriptor OneTrigger = Error(
        "OMW001", "One trigger", "Function '{0}' has {1} triggers; it needs exactly one");

    public static readonly DiagnosticDescriptor InvalidName = Error(
        "OMW002", "Invalid function name", "'{0}' is no function name: a letter, then up to 127 letters, digits, '-' or '_', and not 'host'");

    public static readonly DiagnosticDescriptor DuplicateName = Error(
        "OMW003", "Duplicate function name", "Function '{0}' exists more than once; the host ignores case");

    public static readonly DiagnosticDescriptor UnsupportedParameter = Error(
        "OMW004", "Unsupported parameter", "Function '{0}' cannot be given parameter '{1}' of type '{2}'");

    public static readonly DiagnosticDescriptor UnsupportedReturn = Error(
        "OMW005", "Unsupported return type", "Function '{0}' returns '{1}'; it must return {2}");

    public static readonly DiagnosticDescriptor HiddenRoute = Error(
        "OMW006",
        "Hidden route",
        "Route '{0}' of '{1}' is hidden by '{2}' of '{3}': the host tries functions in the order of their names; rename one of the two");

    public static readonly DiagnosticDescriptor RefusedRoute = Error(
        "OMW007", "Refused route", "The host refuses route '{0}' of '{1}': {2}");

    public static readonly DiagnosticDescriptor BatchMismatch = Error(
        "OMW008", "Batch and parameter differ", "Function '{0}': IsBatched goes with an array, and an array with IsBatched");

    public static readonly DiagnosticDescriptor Unreachable = Error(
        "OMW009", "Function cannot be called", "Function '{0}' cannot be called: {1}");

    public static readonly DiagnosticDescriptor NeverCompleted = Error(
        "OMW010", "Messages are never completed", "Function '{0}': with AutoCompleteMessages off nobody completes a message; a custom handler cannot");

    private static readonly DiagnosticDescriptor[] All =
    [
        OneTrigger, InvalidName, DuplicateName, UnsupportedParameter, UnsupportedReturn,
        HiddenRoute, RefusedRoute, BatchMismatch, Unreachable, NeverCompleted,
    ];

    public static DiagnosticDescriptor ById(string id) => All.Single(descriptor => descriptor.Id == id);

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "Omni.Worker", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
