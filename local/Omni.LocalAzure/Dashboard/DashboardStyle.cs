namespace Omni.LocalAzure.Dashboard;

internal static class DashboardStyle
{
    public const string Css =
        """
        :root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5 }
        body { margin: 0 auto; max-width: 72rem; padding: 0 1rem 4rem }
        header { padding: 1rem 0; font-weight: 600 }
        table { border-collapse: collapse; width: 100% }
        th, td { border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .35rem .6rem .35rem 0; text-align: left; vertical-align: top; overflow-wrap: anywhere }
        form { display: grid; gap: .6rem; max-width: 30rem }
        form.wide { max-width: none }
        form.wide textarea { font-family: ui-monospace, monospace; tab-size: 2 }
        label { display: grid; gap: .2rem }
        input, textarea, select, button { font: inherit; padding: .4rem }
        button, select { justify-self: start }
        article { border-top: 1px solid; margin-top: 1.5rem }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem }
        dd { margin: 0; overflow-wrap: anywhere }
        pre { overflow: auto; padding: .6rem; background: color-mix(in srgb, currentColor 8%, transparent) }
        [role=alert], [role=status] { border-left: .3rem solid; padding-left: .6rem }
        """;
}
