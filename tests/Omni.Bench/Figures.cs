namespace Omni.Bench;

/// <summary>The table at the end of a run: what was measured, against what it should be.</summary>
internal sealed class Figures
{
    private readonly List<(string What, string Measured, string Aim)> _rows = [];

    public void Add(string what, FormattableString measured, string aim) => _rows.Add((what, FormattableString.Invariant(measured), aim));

    public void Print(TextWriter output)
    {
        var (what, measured) = (_rows.Max(row => row.What.Length), _rows.Max(row => row.Measured.Length));
        output.WriteLine($"{"figure".PadRight(what)}  {"measured".PadRight(measured)}  aim");
        foreach (var row in _rows) output.WriteLine($"{row.What.PadRight(what)}  {row.Measured.PadRight(measured)}  {row.Aim}");
    }
}
