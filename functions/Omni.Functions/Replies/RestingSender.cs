using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Polly;
using Polly.CircuitBreaker;

namespace Omni.Functions.Replies;

/// <summary>Leaves a provider that keeps failing alone for a while.</summary>
public sealed class RestingSender : IReplySender
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    /// <summary>Long enough that one which hangs, and so answers few requests, is found out as well.</summary>
    private static readonly TimeSpan Looked = TimeSpan.FromMinutes(2);

    private readonly IReplySender _sender;
    private readonly ResiliencePipeline<SendOutcome> _breaker;

    public RestingSender(IReplySender sender, TimeProvider clock)
    {
        _sender = sender;
        _breaker = new ResiliencePipelineBuilder<SendOutcome> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<SendOutcome>
            {
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result is SendingUnclear or SendLater { After: null }),
                FailureRatio = 0.5,
                MinimumThroughput = 3,
                SamplingDuration = Looked,
                BreakDuration = Rest,
            })
            .Build();
    }

    public string Provider => _sender.Provider;

    public int LongestText => _sender.LongestText;

    public OutgoingFileRules? Files => _sender.Files;

    public TimeSpan? Window => _sender.Window;

    public bool IsRepeatable => _sender.IsRepeatable;

    public bool ShowsChoices => _sender.ShowsChoices;

    public bool Answers(Contact contact) => _sender.Answers(contact);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        try
        {
            return await _breaker.ExecuteAsync(async token => await _sender.SendAsync(message, token), cancellation);
        }
        catch (BrokenCircuitException resting)
        {
            return new SendLater(resting.RetryAfter ?? Rest);
        }
    }
}
