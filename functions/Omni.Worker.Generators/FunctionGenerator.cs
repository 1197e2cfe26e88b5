using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omni.Worker.Generators;

/// <summary>Turns methods marked as functions into a registry of direct calls and into the text of their function.json.</summary>
[Generator]
public sealed class FunctionGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var functions = context.SyntaxProvider.ForAttributeWithMetadataName(
            "Omni.Worker.FunctionAttribute",
            static (node, _) => node is MethodDeclarationSyntax,
            static (found, _) => FunctionReader.Read((IMethodSymbol)found.TargetSymbol, found.Attributes[0]));
        context.RegisterSourceOutput(functions.Collect(), Produce);
    }

    private static void Produce(SourceProductionContext output, ImmutableArray<FunctionModel> functions)
    {
        if (functions.IsEmpty)
            return;
        var ordered = functions.OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase).ToList();
        var findings = ordered.SelectMany(function => function.Findings)
            .Concat(NameRules.Duplicates(ordered))
            .Concat(RouteRules.Check(ordered));
        foreach (var finding in findings)
            output.ReportDiagnostic(finding.ToDiagnostic());
        output.AddSource("Functions.g.cs", RegistrySource.Of(ordered));
    }
}
