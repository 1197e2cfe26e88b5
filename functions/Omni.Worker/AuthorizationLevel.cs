namespace Omni.Worker;

/// <summary>The key the Functions host asks for before it passes a request on.</summary>
public enum AuthorizationLevel
{
    Anonymous = 0,

    /// <summary>Not enforced by the host; kept so that values equal the official ones.</summary>
    User = 1,

    Function = 2,

    System = 3,

    Admin = 4,
}
