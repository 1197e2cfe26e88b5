using System.Text.Json;
using Omni.LocalAzure.Functions.Definitions;

namespace Omni.LocalAzure.Functions.Invocations;

/// <summary>Repeats a failed invocation as the function's retry policy says: the same invocation id, and <c>RetryContext</c> in the metadata.</summary>
public sealed class RetryingInvoker(Invoker invoker, TimeProvider time)
{
    private const string ExceptionType = "Microsoft.Azure.WebJobs.Host.FunctionInvocationException";

    /// <param name="function">The function, with its retry policy.</param>
    /// <param name="envelope">Written anew for each try.</param>
    /// <param name="writeData">Writes the members of <c>Data</c>.</param>
    /// <param name="stopping">Ends the waiting between two tries.</param>
    /// <returns>The answer to the last try.</returns>
    public async Task<InvocationAnswer> InvokeAsync(FunctionDefinition function, Envelope envelope, Action<Envelope> writeData, CancellationToken stopping)
    {
        var invocationId = Guid.NewGuid();
        string? lastFailure = null;
        for (var tries = 0; ; tries++)
        {
            Write(function, envelope, writeData, (tries, lastFailure));
            var answer = await invoker.InvokeAsync(function.Name, invocationId, envelope.Bytes, stopping);
            if (answer.IsSuccess || function.Retry is not { } retry || tries == retry.MaxRetries) return answer;
            lastFailure = answer.Failure;
            await Task.Delay(retry.PauseBefore(tries), time, stopping);
        }
    }

    private void Write(FunctionDefinition function, Envelope envelope, Action<Envelope> writeData, (int Count, string? Failure) tries)
    {
        envelope.Begin();
        writeData(envelope);
        envelope.BeginMetadata();
        if (function.Retry is { } retry) WriteContext(envelope.Json, retry.MaxRetries, tries);
        envelope.WriteSystem(function.Name, time.GetUtcNow());
        envelope.End();
    }

    private static void WriteContext(Utf8JsonWriter json, int maxRetries, (int Count, string? Failure) tries)
    {
        json.WriteStartObject("RetryContext");
        json.WriteNumber("RetryCount", tries.Count);
        json.WriteNumber("MaxRetryCount", maxRetries);
        if (tries.Failure is null)
        {
            json.WriteNull("Exception");
        }
        else
        {
            json.WriteStartObject("Exception");
            json.WriteString("ClassName", ExceptionType);
            json.WriteString("Message", tries.Failure);
            json.WriteEndObject();
        }

        json.WriteNull("Instance");
        json.WriteStartObject("State");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
