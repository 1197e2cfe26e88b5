using System.Text.Json;
using System.Text.Json.Serialization;

namespace Omni.Azure.Bot.Schema;

/// <summary>A file or a card.</summary>
public class Attachment
{
    public string? ContentType { get; set; }

    /// <summary>May be a <c>data:</c> address.</summary>
    public string? ContentUrl { get; set; }

    public JsonElement? Content { get; set; }

    public string? Name { get; set; }

    public string? ThumbnailUrl { get; set; }
}

/// <summary>What somebody can press in place of typing.</summary>
public class CardAction
{
    /// <summary>One of <see cref="ActionTypes"/>.</summary>
    public string? Type { get; set; }

    public string? Title { get; set; }

    public JsonElement? Value { get; set; }
}

public class SuggestedActions
{
    /// <summary>Ids of those who see them; everybody where it is absent.</summary>
    public IList<string>? To { get; set; }

    public IList<CardAction>? Actions { get; set; }
}

public class Entity
{
    public string? Type { get; set; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>What the connector answers: the id of what was sent; may have none.</summary>
public class ResourceResponse
{
    public ResourceResponse()
    {
    }

    public ResourceResponse(string? id) => Id = id;

    public string? Id { get; set; }
}

/// <summary>The answer to an activity that wants one in the HTTP response.</summary>
public class InvokeResponse
{
    public int Status { get; set; }

    /// <summary>JSON; null for none.</summary>
    public JsonElement? Body { get; set; }
}

public class ExpectedReplies
{
    public IList<Activity>? Activities { get; set; }
}

/// <summary>What was said before a person takes over.</summary>
public class Transcript
{
    public IList<Activity>? Activities { get; set; }
}
