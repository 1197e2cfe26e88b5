using Azure;
using Azure.Core;

namespace Omni.Azure.Communication.Email;

/// <summary>Mail over Azure Communication Services. Thread-safe.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/communication/email</remarks>
public class EmailClient
{
    private readonly CommunicationRequests _requests = null!; // Set but in mocks, which override every use.

    protected EmailClient()
    {
    }

    public EmailClient(string connectionString, EmailClientOptions? options = null)
        : this(CommunicationConnectionString.Parse(connectionString), options ?? new EmailClientOptions())
    {
    }

    public EmailClient(Uri endpoint, AzureKeyCredential keyCredential, EmailClientOptions? options = null)
        : this(new CommunicationConnectionString(endpoint, keyCredential), options ?? new EmailClientOptions())
    {
    }

    public EmailClient(Uri endpoint, TokenCredential tokenCredential, EmailClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(tokenCredential);
        _requests = new CommunicationRequests(endpoint, (options ?? new EmailClientOptions()).BuildPipeline(tokenCredential));
    }

    private EmailClient(CommunicationConnectionString resource, EmailClientOptions options) =>
        _requests = new CommunicationRequests(resource.Endpoint, options.BuildPipeline(resource.Key));

    public virtual Task<EmailSendOperation> SendAsync(WaitUntil wait, EmailMessage message, CancellationToken cancellationToken = default) =>
        SendAsync(wait, message, Guid.NewGuid(), cancellationToken);

    /// <param name="wait">Started: the service has it. Completed: the mail system has it, which is not the addressee yet.</param>
    /// <param name="message">The mail.</param>
    /// <param name="operationId">The service takes the same one once.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RequestFailedException">The service did not take it, or it could not be reached (status 0).</exception>
    public virtual async Task<EmailSendOperation> SendAsync(WaitUntil wait, EmailMessage message, Guid operationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var request = _requests.Create(RequestMethod.Post, $"/emails:send?api-version={EmailClientOptions.ServiceVersion}");
        request.Request.Headers.SetValue("Operation-Id", operationId.ToString("D"));
        request.Request.Headers.SetValue(HttpHeader.Names.ContentType, "application/json");
        request.Request.Content = RequestContent.Create(EmailJson.Write(message));
        var response = await _requests.SendAsync(request, expected: 202, cancellationToken).ConfigureAwait(false);
        var operation = new EmailSendOperation(this, response);
        if (wait == WaitUntil.Completed) await operation.WaitForCompletionAsync(cancellationToken).ConfigureAwait(false);
        return operation;
    }

    internal virtual async Task<Response> GetSendResultAsync(string operationId, CancellationToken cancellationToken)
    {
        using var request = _requests.Create(RequestMethod.Get, $"/emails/operations/{Uri.EscapeDataString(operationId)}?api-version={EmailClientOptions.ServiceVersion}");
        return await _requests.SendAsync(request, expected: 200, cancellationToken).ConfigureAwait(false);
    }
}
