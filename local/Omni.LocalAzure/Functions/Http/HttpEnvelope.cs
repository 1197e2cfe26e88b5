using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Extensions;
using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Functions.Invocations;

namespace Omni.LocalAzure.Functions.Http;

/// <summary>The payload of an HTTP trigger that is neither forwarded nor proxied.</summary>
internal static class HttpEnvelope
{
    private const string Claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name";
    private const string Roles = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role";
    private const string HostClaims = "http://schemas.microsoft.com/2017/07/functions/claims/";

    public static void Write(Envelope envelope, HttpRequest request, HttpCall call, string? body, DateTimeOffset now)
    {
        envelope.Begin();
        WriteRequest(envelope.Json, request, call, body);
        envelope.BeginMetadata();
        WriteMetadata(envelope, request, call, BodyProperties.Read(body));
        envelope.WriteSystem(call.Function.Name, now);
        envelope.End();
    }

    private static void WriteRequest(Utf8JsonWriter json, HttpRequest request, HttpCall call, string? body)
    {
        json.WriteStartObject(call.Trigger.Binding);
        json.WriteString("Url", request.GetEncodedUrl());
        json.WriteString("Method", request.Method);
        json.WriteStartObject("Query");
        foreach (var (name, values) in request.Query) json.WriteString(name, string.Join(',', values.ToArray()));
        json.WriteEndObject();
        json.WriteStartObject("Headers");
        foreach (var (name, values) in request.Headers) WriteStrings(json, name, values);
        json.WriteEndObject();
        json.WriteStartObject("Params");
        foreach (var (name, value) in call.RouteValues) json.WriteString(name, Text(value));
        json.WriteEndObject();
        WriteIdentity(json, call.Key);
        if (body is not null) json.WriteString("Body", body);
        json.WriteEndObject();
    }

    private static void WriteMetadata(Envelope envelope, HttpRequest request, HttpCall call, Dictionary<string, JsonElement> body)
    {
        var written = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in body)
            if (written.Add(name)) BodyProperties.Write(envelope, name, value);
        foreach (var (name, routed) in call.RouteValues)
            if (Text(routed) is { } value && written.Add(name)) envelope.WriteText(name, value);
        foreach (var (name, values) in request.Query)
            if (!name.EndsWith("trigger", StringComparison.OrdinalIgnoreCase) && written.Add(name)) envelope.WriteText(name, values[^1]);
        WriteMap(envelope.Json, "Query", request.Query.Select(pair => (pair.Key, pair.Value[^1])));
        WriteMap(envelope.Json, "Headers", request.Headers.Select(pair => (pair.Key, (string?)string.Join(',', pair.Value.ToArray()))));
    }

    private static void WriteMap(Utf8JsonWriter json, string name, IEnumerable<(string Name, string? Value)> members)
    {
        json.WriteStartObject(name);
        foreach (var member in members) json.WriteString(member.Name, member.Value);
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, Microsoft.Extensions.Primitives.StringValues values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void WriteIdentity(Utf8JsonWriter json, KeyMatch? key)
    {
        json.WriteStartArray("Identities");
        json.WriteStartObject();
        json.WriteString("AuthenticationType", key is null ? null : "WebJobsAuthLevel");
        json.WriteBoolean("IsAuthenticated", key is not null);
        json.WriteNull("Actor");
        json.WriteNull("BootstrapContext");
        json.WriteStartArray("Claims");
        if (key is not null)
        {
            WriteClaim(json, "authlevel", key.Level == AuthorizationLevel.Admin ? "Admin" : "Function");
            WriteClaim(json, "invoke", "true");
            WriteClaim(json, "keyid", key.Name);
        }

        json.WriteEndArray();
        json.WriteNull("Label");
        json.WriteNull("Name");
        json.WriteString("NameClaimType", Claims);
        json.WriteString("RoleClaimType", Roles);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteClaim(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString("Type", HostClaims + name);
        json.WriteString("Value", value);
        json.WriteEndObject();
    }

    private static string? Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;
}
