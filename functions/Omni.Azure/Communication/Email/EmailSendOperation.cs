using System.Text.Json;
using Azure;

namespace Omni.Azure.Communication.Email;

/// <summary>A mail on its way to the mail system.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/communication/email/email/get-send-result</remarks>
public class EmailSendOperation : Operation<EmailSendResult>
{
    private readonly EmailClient _client;
    private Response? _response;
    private EmailSendResult? _result;
    private RequestFailedException? _failure;

    public EmailSendOperation(string id, EmailClient client)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentNullException.ThrowIfNull(client);
        (Id, _client) = (id, client);
    }

    internal EmailSendOperation(EmailClient client, Response started)
        : this(IdOf(started), client) => Take(started);

    /// <summary>Delivery reports name the mail by it.</summary>
    public override string Id { get; }

    public override bool HasCompleted => _result is not null || _failure is not null;

    public override bool HasValue => _result is not null;

    public override EmailSendResult Value => _result ?? throw new InvalidOperationException("The mail is on its way, or has failed.");

    public override Response GetRawResponse() => _response ?? throw new InvalidOperationException("The operation has not been asked about.");

    /// <exception cref="RequestFailedException">It failed, or cannot be asked about.</exception>
    public override async ValueTask<Response> UpdateStatusAsync(CancellationToken cancellationToken = default)
    {
        if (!HasCompleted) Take(await _client.GetSendResultAsync(Id, cancellationToken).ConfigureAwait(false));
        return _failure is null ? GetRawResponse() : throw _failure;
    }

    public override Response UpdateStatus(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Communication Services are asked asynchronously.");

    private static string IdOf(Response response) => CommunicationJson.Read(response, static body => body.GetProperty("id").GetString()) ?? throw CommunicationJson.Unreadable(response);

    private void Take(Response response)
    {
        _response = response;
        var (name, code) = CommunicationJson.Read(response, static body => (body.GetProperty("status").GetString(), CodeOf(body)));
        var status = new EmailSendStatus(name ?? "");
        if (status == EmailSendStatus.Succeeded)
            _result = new EmailSendResult(status);
        else if (status == EmailSendStatus.Failed || status == EmailSendStatus.Canceled)
            _failure = new RequestFailedException(response.Status, $"The mail is {status}.", code, null);
    }

    private static string? CodeOf(JsonElement body) =>
        body.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object && error.TryGetProperty("code", out var code) ? code.GetString() : null;
}

/// <param name="Status">Succeeded: the mail system has it.</param>
public sealed record EmailSendResult(EmailSendStatus Status);

/// <summary>Others may come.</summary>
public readonly record struct EmailSendStatus(string Name)
{
    public static EmailSendStatus NotStarted { get; } = new("NotStarted");

    public static EmailSendStatus Running { get; } = new("Running");

    public static EmailSendStatus Succeeded { get; } = new("Succeeded");

    public static EmailSendStatus Failed { get; } = new("Failed");

    public static EmailSendStatus Canceled { get; } = new("Canceled");

    public bool Equals(EmailSendStatus other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name ?? "");

    public override string ToString() => Name;
}
