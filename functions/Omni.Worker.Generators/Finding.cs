using Microsoft.CodeAnalysis;

namespace Omni.Worker.Generators;

/// <summary>A mistake that is reported as an error.</summary>
internal sealed record Finding(string Id, SourceSpot Spot, ValueList<string> Arguments)
{
    public static Finding At(DiagnosticDescriptor descriptor, SourceSpot spot, params string[] arguments) =>
        new(descriptor.Id, spot, new ValueList<string>([.. arguments]));

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Findings.ById(Id), Spot.ToLocation(), [.. Arguments]);
}
