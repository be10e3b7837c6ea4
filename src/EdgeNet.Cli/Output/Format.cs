using System.Globalization;
using EdgeNet.Safety;
using Spectre.Console;

namespace EdgeNet.Cli.Output;

/// <summary>Numbers and shapes as people read them, the same in every culture.</summary>
internal static class Format
{
    /// <summary>123,456.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>98.76 %.</summary>
    /// <param name="share">0 to 1.</param>
    public static string Percent(double share) => (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    /// <summary>A number with a fixed number of decimals.</summary>
    public static string Fixed(double number, int decimals) => number.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>16×5×5.</summary>
    public static string Shape(IEnumerable<int> shape) => string.Join("×", shape.Select(d => d.ToString(CultureInfo.InvariantCulture)));

    /// <summary>1.5 KB, 2.0 MB; powers of 1,000.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
    };

    /// <summary>A table with plain cells: no markup in them is interpreted.</summary>
    /// <param name="columns">The headings; one that begins with '>' is over numbers, aligned right.</param>
    public static Table Table(params string[] columns)
    {
        var table = new Table();
        foreach (string column in columns)
        {
            bool right = column.StartsWith('>');
            var header = new TableColumn(Markup.Escape(PlainText.Escape(right ? column[1..] : column))) { NoWrap = true };
            table.AddColumn(right ? header.RightAligned() : header);
        }

        return table;
    }

    /// <summary>Adds a row of plain cells.</summary>
    public static void Row(this Table table, params string[] cells) => table.AddRow([.. cells.Select(c => new Text(PlainText.Escape(c)))]);
}
