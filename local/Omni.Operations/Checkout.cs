namespace Omni.Operations;

/// <summary>The files of the repository that the commands read.</summary>
public sealed record Checkout(string Root)
{
    public string Prices => In("infra", "prices.json");

    public string Measured => In("infra", "measured.json");

    public string Settings => In("infra", "settings.json");

    /// <summary>Where azd keeps its environments.</summary>
    public string AzdFolder => In(".azure");

    public string DefaultData => In(".omni");

    /// <summary>The developer's own file, else the sample.</summary>
    public string LocalSettings
    {
        get
        {
            var own = In("local.settings.json");
            return File.Exists(own) ? own : In("local.settings.sample.json");
        }
    }

    private string In(params string[] path) => Path.Combine([Root, .. path]);
}
