using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Omni.Worker.Registration;

/// <summary>Reads the parameters of an HTTP function from its route. Called by generated code.</summary>
public static class RouteValue
{
    public static string Text(HttpRequest request, string name) => OptionalText(request, name) ?? throw Unreadable(name);

    public static string? OptionalText(HttpRequest request, string name) => request.RouteValues[name] as string;

    public static T Parsed<T>(HttpRequest request, string name)
        where T : struct, IParsable<T> =>
        OptionalParsed<T>(request, name) ?? throw Unreadable(name);

    public static T? OptionalParsed<T>(HttpRequest request, string name)
        where T : struct, IParsable<T>
    {
        if (OptionalText(request, name) is not { } text)
            return null;
        return T.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : throw Unreadable(name);
    }

    private static BadHttpRequestException Unreadable(string name) => new($"The route value '{name}' cannot be read.");
}
