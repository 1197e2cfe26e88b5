namespace Omni.LocalAzure.Dashboard;

internal static class DashboardLinks
{
    public static string Messages(string entity, bool dead) => $"/messages?entity={Uri.EscapeDataString(entity)}&dead={(dead ? "true" : "false")}";

    public static string Mailbox(string address) => $"/mail?mailbox={Uri.EscapeDataString(address)}";

    public static string Question(string slug) => $"/queries?question={Uri.EscapeDataString(slug)}";
}
