namespace Omni.Functions.Bot;

/// <summary>Where dialogues, and what was handed off, are kept.</summary>
public interface IDialogueStore
{
    /// <returns>Null when there is none of this id.</returns>
    Task<Dialogue?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>Creates a dialogue without an etag, replaces the one of that etag.</summary>
    /// <returns>With its etag then; null when somebody else was first.</returns>
    Task<Dialogue?> KeepAsync(Dialogue dialogue, CancellationToken cancellation);
}
