using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Omni.Worker.Generators;

/// <summary>A place in a file that, unlike a location, keeps no compilation alive.</summary>
internal sealed record SourceSpot(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static SourceSpot Of(ISymbol symbol)
    {
        var location = symbol.Locations[0];
        return new SourceSpot(location.SourceTree?.FilePath ?? "", location.SourceSpan, location.GetLineSpan().Span);
    }

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
