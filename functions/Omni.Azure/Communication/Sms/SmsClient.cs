using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure;
using Azure.Core;

namespace Omni.Azure.Communication.Sms;

/// <summary>SMS over Azure Communication Services. Thread-safe.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/communication/sms/sms/send</remarks>
public class SmsClient
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly CommunicationRequests _requests = null!; // Set but in mocks, which override every use.
    private readonly SmsClientOptions _options = null!; // As above.

    protected SmsClient()
    {
    }

    public SmsClient(string connectionString, SmsClientOptions? options = null)
        : this(CommunicationConnectionString.Parse(connectionString), options ?? new SmsClientOptions())
    {
    }

    public SmsClient(Uri endpoint, AzureKeyCredential keyCredential, SmsClientOptions? options = null)
        : this(new CommunicationConnectionString(endpoint, keyCredential), options ?? new SmsClientOptions())
    {
    }

    public SmsClient(Uri endpoint, TokenCredential tokenCredential, SmsClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(tokenCredential);
        _options = options ?? new SmsClientOptions();
        _requests = new CommunicationRequests(endpoint, _options.BuildPipeline(tokenCredential));
    }

    private SmsClient(CommunicationConnectionString resource, SmsClientOptions options) =>
        (_options, _requests) = (options, new CommunicationRequests(resource.Endpoint, options.BuildPipeline(resource.Key)));

    /// <exception cref="RequestFailedException">The service did not take it, or it could not be reached (status 0).</exception>
    public virtual async Task<Response<SmsSendResult>> SendAsync(
        string from, string to, string message, SmsSendOptions? options = null, CancellationToken cancellationToken = default)
    {
        var response = await SendAsync(from, [to], message, options, cancellationToken).ConfigureAwait(false);
        return response.Value is [var only, ..] ? Response.FromValue(only, response.GetRawResponse()) : throw CommunicationJson.Unreadable(response.GetRawResponse());
    }

    /// <summary>Each recipient fares for himself.</summary>
    /// <exception cref="RequestFailedException">The service did not take it, or it could not be reached (status 0).</exception>
    public virtual async Task<Response<IReadOnlyList<SmsSendResult>>> SendAsync(
        string from, IEnumerable<string> to, string message, SmsSendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(message);
        using var request = _requests.Create(RequestMethod.Post, $"/sms?api-version={_options.ServiceVersion}");
        request.Request.Headers.SetValue(HttpHeader.Names.ContentType, "application/json");
        request.Request.Content = RequestContent.Create(Write(from, to, message, options));
        var response = await _requests.SendAsync(request, expected: 202, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(SmsSendResult.Read(response), response);
    }

    private ReadOnlyMemory<byte> Write(string from, IEnumerable<string> recipients, string message, SmsSendOptions? options)
    {
        var output = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(output, Plain))
        {
            json.WriteStartObject();
            json.WriteString("from"u8, from);
            json.WriteStartArray("smsRecipients"u8);
            foreach (var recipient in recipients)
                Write(json, recipient, options?.Repeatability ?? new SmsRepeatability(Guid.NewGuid(), _options.Clock.GetUtcNow()));
            json.WriteEndArray();
            json.WriteString("message"u8, message);
            if (options is not null) Write(json, options);
            json.WriteEndObject();
        }

        return output.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, string recipient, SmsRepeatability repeatability)
    {
        json.WriteStartObject();
        json.WriteString("to"u8, recipient);
        json.WriteString("repeatabilityRequestId"u8, repeatability.RequestId.ToString("D"));
        json.WriteString("repeatabilityFirstSent"u8, repeatability.FirstSent.ToString("R", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SmsSendOptions options)
    {
        json.WriteStartObject("smsSendOptions"u8);
        json.WriteBoolean("enableDeliveryReport"u8, options.EnableDeliveryReport);
        if (options.Tag is { } tag) json.WriteString("tag"u8, tag);
        json.WriteEndObject();
    }
}
