using System.Globalization;
using System.Text.Json.Nodes;

namespace Omni.LocalAzure.Bot;

/// <summary>What was said in one conversation, in order. Thread-safe.</summary>
public sealed class Conversation(string id, string user, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<JsonObject> _activities = [];
    private TaskCompletionSource _news = New();

    public string Id => id;

    public string User => user;

    public int Count
    {
        get
        {
            lock (_gate) return _activities.Count;
        }
    }

    /// <summary>Ends when something is said after so many activities.</summary>
    public Task HasMoreThanAsync(int count)
    {
        lock (_gate) return _activities.Count > count ? Task.CompletedTask : _news.Task;
    }

    /// <summary>Gives an activity its id and time.</summary>
    public JsonObject Add(JsonObject activity)
    {
        lock (_gate)
        {
            var kept = (JsonObject)activity.DeepClone();
            kept["id"] = string.Create(CultureInfo.InvariantCulture, $"{id}|{_activities.Count:D7}");
            kept["timestamp"] = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
            kept["conversation"] = new JsonObject { ["id"] = id };
            _activities.Add(kept);
            _news.SetResult();
            _news = New();
            return kept;
        }
    }

    public IReadOnlyList<JsonObject> Since(int watermark)
    {
        lock (_gate) return [.. _activities.Skip(watermark).Select(static activity => (JsonObject)activity.DeepClone())];
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
