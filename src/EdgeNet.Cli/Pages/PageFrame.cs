namespace EdgeNet.Cli.Pages;

/// <summary>
/// What stands around a page's sections. A page is one file: drawings are SVG written here and pictures are embedded, since it must open
/// without a network, years later, and stay under a few hundred kilobytes, which no charting library leaves. It needs no script, and may
/// load
/// and run nothing.
/// </summary>
internal static class PageFrame
{
    /// <summary>What every page begins with: by it a page of EdgeNet's is told from other people's files.</summary>
    public const string Mark = "<!DOCTYPE html>\n<!-- EdgeNet report -->\n";

    private const string Head = """
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" href="data:,">
        <title>{0}</title>
        <style>
        :root { color-scheme: light dark; --ink: #1d2327; --soft: #5c666e; --page: #f6f7f8; --card: #fff; --line: #dde1e4;
          --a: #1565c0; --b: #c2410c; --c: #2e7d32; --bad: #b3261e; --good: #2e7d32 }
        @media (prefers-color-scheme: dark) { :root { --ink: #e4e8eb; --soft: #9aa5ad; --page: #14181b; --card: #1d2327; --line: #343d44;
          --a: #6cb2ff; --b: #ff9d5c; --c: #7ccf80; --bad: #ff8a80; --good: #7ccf80 } }
        * { box-sizing: border-box }
        body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1.2em; max-width: 70em; color: var(--ink);
          background: var(--page) }
        h1 { font-size: 1.5em; margin: 0 0 .2em; overflow-wrap: anywhere } h2 { font-size: 1.2em; margin: 0 0 .6em }
          h3 { font-size: 1em; margin: 1.2em 0 .4em }
        p { max-width: 50em; margin: .5em 0 } .soft, figcaption { color: var(--soft) } .wide { overflow-wrap: anywhere }
        section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 1em 1.2em; margin: 1em 0 }
        .scroll { overflow-x: auto } .row { display: flex; flex-wrap: wrap; gap: 1em 1.5em; align-items: flex-start }
          .row > div { flex: 1 1 22em; min-width: 0 }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5em, 1fr)); gap: .6em; margin-top: 1em }
        .tiles div { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .5em .8em; font-size: .85em;
          color: var(--soft) }
        .tiles b { display: block; font-size: 1.45em; color: var(--ink); font-weight: 600 }
        .verdict { border-left: 4px solid var(--a); padding-left: .8em } .verdict.Good { border-color: var(--good) }
        .verdict.Overfitting, .verdict.Diverging, .verdict.Underfitting { border-color: var(--bad) }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums }
        th, td { padding: .2em .7em; text-align: right; border-bottom: 1px solid var(--line) } th { font-weight: 600 }
        th:first-child, td:first-child, .text { text-align: left; max-width: 18em; overflow-wrap: break-word }
        .matrix th, .matrix td { padding: .2em .45em; text-align: center; border: 1px solid var(--line); min-width: 2.4em; max-width: 8em }
        .matrix td { background: color-mix(in srgb, var(--b) calc(var(--share) * 75%), transparent) }
        .matrix td.hit { background: color-mix(in srgb, var(--a) calc(var(--share) * 55%), transparent) }
        svg { max-width: 100%; height: auto } svg text { font: 11px system-ui, sans-serif; fill: var(--soft) }
        .grid { stroke: var(--line) } .mark { stroke: var(--bad); stroke-dasharray: 5 4; fill: none } .even { stroke: var(--soft);
          stroke-dasharray: 3 4; fill: none }
        .a { --own: var(--a) } .b { --own: var(--b) } .c { --own: var(--c) }
        .line { stroke: var(--own); fill: none; stroke-width: 2 } .dot { fill: var(--own); stroke: none } .thin { stroke: var(--own);
          fill: none; stroke-width: 1.2 }
        .heat { fill: var(--b); stroke: none } .key { display: inline-block; width: 1.4em; border-top: 3px solid var(--own);
          vertical-align: middle; margin: 0 .4em 0 0 }
        img { image-rendering: pixelated; max-width: 100%; height: auto; background: #888; vertical-align: top }
        figure { margin: 0; width: 248px; overflow-wrap: anywhere; font-size: .85em; break-inside: avoid }
        figure .pair { display: flex; gap: 6px } figure .pair img { max-width: calc(50% - 3px) } figure .stack { display: grid; gap: 6px }
        data { white-space: nowrap } figcaption b { color: var(--ink) }
        .layer { margin: .6em 0; break-inside: avoid } summary { cursor: pointer }
        @media (max-width: 40em) { body { padding: .6em } section { padding: .8em } figure { width: 100% } th, td { padding: .2em .4em } }
        @media print { body { background: none; max-width: none; padding: 0; font-size: 11px } section { border: none; padding: 0 }
          .scroll { overflow: visible }
          * { print-color-adjust: exact } details:not([open]) { display: none } }
        </style>
        </head>
        <body>

        """;

    /// <summary>A whole page.</summary>
    /// <param name="title">Its title, escaped.</param>
    /// <param name="body">What stands in it.</param>
    public static string Around(string title, string body) =>
        $"{Mark}{Head.Replace("{0}", title, StringComparison.Ordinal)}{body}</body>\n</html>\n";
}
