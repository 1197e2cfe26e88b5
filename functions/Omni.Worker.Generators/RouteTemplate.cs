namespace Omni.Worker.Generators;

/// <summary>An ASP.NET Core route template, as far as the order of matching depends on it.</summary>
internal sealed class RouteTemplate
{
    private RouteTemplate(IReadOnlyList<RouteSegment> segments) => Segments = segments;

    public IReadOnlyList<RouteSegment> Segments { get; }

    public IReadOnlyCollection<string> ParameterNames => [.. Segments.SelectMany(segment => segment.ParameterNames)];

    public static RouteTemplate Parse(string template) =>
        new([.. template.Trim('/').Split('/').Where(part => part.Length > 0).Select(RouteSegment.Parse)]);

    /// <summary>Whether some path is matched by both.</summary>
    public bool Meets(RouteTemplate other) => Meets(other, 0);

    /// <summary>Below zero when this one is the more literal, above when the other is, zero when they differ in names alone.</summary>
    public int CompareTo(RouteTemplate other)
    {
        var both = Math.Min(Segments.Count, other.Segments.Count);
        for (var i = 0; i < both; i++)
        {
            var difference = Segments[i].Rank.CompareTo(other.Segments[i].Rank);
            if (difference != 0)
                return difference;
        }

        return Segments.Count.CompareTo(other.Segments.Count);
    }

    private bool Meets(RouteTemplate other, int index)
    {
        if (index >= Segments.Count)
            return other.Segments.Skip(index).All(segment => segment.MayBeAbsent);
        if (index >= other.Segments.Count)
            return Segments.Skip(index).All(segment => segment.MayBeAbsent);
        if (Segments[index].IsCatchAll || other.Segments[index].IsCatchAll)
            return true;
        return Segments[index].Meets(other.Segments[index]) && Meets(other, index + 1);
    }
}
