using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Omni.Worker;
using Omni.Worker.Generators;

namespace Omni.Functions.Tests.Worker;

/// <summary>Runs the generator over a piece of source.</summary>
internal static class GeneratorRun
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Http;
        using Omni.Worker;

        """;

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Append(typeof(IResult).Assembly.Location)
            .Append(typeof(FunctionAttribute).Assembly.Location)
            .Distinct()
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Fails when the source does not compile for reasons that are not the generator's.</summary>
    public static IReadOnlyList<Diagnostic> Findings(string members)
    {
        var (compilation, findings) = Run(members);
        Assert.DoesNotContain(compilation.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return findings;
    }

    /// <returns>The ids of the errors found, in order.</returns>
    public static IEnumerable<string> Ids(string members) => Findings(members).Select(finding => finding.Id).Order();

    /// <returns>Ids of what is generated anew when a comment is added elsewhere.</returns>
    public static IEnumerable<IncrementalStepRunReason> RunAgainWithUnrelatedChange(string members)
    {
        var compilation = Compile(members);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new FunctionGenerator().AsSourceGenerator()],
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGenerators(compilation);
        driver = driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated;")));
        return driver.GetRunResult().Results[0].TrackedOutputSteps.SelectMany(step => step.Value)
            .SelectMany(step => step.Outputs).Select(output => output.Reason);
    }

    private static (Compilation Compilation, ImmutableArray<Diagnostic> Findings) Run(string members)
    {
        CSharpGeneratorDriver.Create(new FunctionGenerator())
            .RunGeneratorsAndUpdateCompilation(Compile(members), out var compilation, out var findings);
        return (compilation, findings);
    }

    private static CSharpCompilation Compile(string members) => CSharpCompilation.Create(
        "Sample",
        [CSharpSyntaxTree.ParseText($"{Usings}public sealed class Sample {{ {members} }}")],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
}
