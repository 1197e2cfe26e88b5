using System.Text;

namespace Omni.Drivers.Providers;

/// <summary>The header a provider makes of <c>https://name:password@…</c>.</summary>
internal static class BasicCredentials
{
    public const string Header = "Authorization";

    public static string Of(string name, string password) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}"));
}
