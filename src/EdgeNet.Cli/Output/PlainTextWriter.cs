using System.Text;
using EdgeNet.Safety;

namespace EdgeNet.Cli.Output;

/// <summary>
/// A stream that shows text and obeys none: whatever names of files, layers and classes hold, no terminal acts on it. Line feeds are kept
/// where the program writes a text of several lines with <see cref="Write(string)"/>; a line written with <see cref="WriteLine(string)"/>
/// stays one.
/// </summary>
/// <param name="inner">Where the text goes.</param>
internal sealed class PlainTextWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => inner.Write(Escape(value.ToString()));

    public override void Write(char[] buffer, int index, int count) => inner.Write(Escape(new string(buffer, index, count)));

    public override void Write(string? value) => inner.Write(Escape(value ?? ""));

    public override void WriteLine() => inner.Write('\n');

    public override void WriteLine(string? value)
    {
        inner.Write(PlainText.Escape(value ?? ""));
        inner.Write('\n');
    }

    public override void Flush() => inner.Flush();

    private static string Escape(string text) =>
        PlainText.Escape(OperatingSystem.IsWindows() ? text.ReplaceLineEndings("\n") : text, keepLines: true);
}
