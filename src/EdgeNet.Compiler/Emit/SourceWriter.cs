using System.Text;
using EdgeNet.Safety;

namespace EdgeNet.Compiler.Emit;

/// <summary>Writes C# text; the writer's indentation is the text's. Lines end in \n.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes a line, or an empty one.</summary>
    /// <exception cref="InvalidOperationException">
    /// The text is more than a line: something of a description would get out of its comment or literal.
    /// </exception>
    public void Line(string line = "")
    {
        if (!CSharpText.IsOneLine(line))
            throw new InvalidOperationException($"Expected one line of C#, found '{PlainText.Shorten(line, 200)}'.");
        if (line.Length > 0) _text.Append(' ', _depth * 4).Append(line);
        _text.Append('\n');
    }

    /// <summary>Writes a text of several lines at the current depth.</summary>
    public void Lines(string text)
    {
        foreach (string line in text.TrimEnd('\n').Split('\n')) Line(line.TrimEnd('\r'));
    }

    /// <summary>Opens a block; disposing closes it.</summary>
    /// <param name="header">What stands before the brace.</param>
    public Block BeginBlock(string header) => Begin(header, 1);

    /// <summary>Opens a block around so much that its lines are not indented; disposing closes it.</summary>
    /// <param name="header">What stands before the brace.</param>
    public Block BeginNamespace(string header) => Begin(header, 0);

    /// <summary>Opens a loop of <paramref name="count"/> iterations, or nothing where there is only one.</summary>
    /// <param name="variable">The loop's variable; where there is no loop it is not declared.</param>
    /// <param name="count">Iterations.</param>
    public Block? BeginLoop(string variable, int count) =>
        count == 1 ? null : BeginBlock($"for (nint {variable} = 0; {variable} < {count}; {variable}++)");

    private Block Begin(string header, int indented)
    {
        Line(header);
        Line("{");
        _depth += indented;
        return new(this, indented);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>An open block.</summary>
    public sealed class Block(SourceWriter writer, int indented) : IDisposable
    {
        /// <summary>Closes the block.</summary>
        public void Dispose()
        {
            writer._depth -= indented;
            writer.Line("}");
        }
    }
}
