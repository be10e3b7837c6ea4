using System.Text;
using EdgeNet.Safety;

namespace EdgeNet.ZipReader.Commands;

/// <summary>The program's output and error stream as bytes in UTF-8: Console's writers would make a small program larger.</summary>
internal static class Streams
{
    /// <summary>Writes a text to the output.</summary>
    internal static void Write(string text)
    {
        using Stream output = Console.OpenStandardOutput();
        output.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Writes a text to the error stream.</summary>
    internal static void WriteError(string text)
    {
        using Stream error = Console.OpenStandardError();
        error.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Tells an error or a warning in a line.</summary>
    /// <param name="message">The message; what a terminal would act on is escaped.</param>
    internal static void Tell(string message) => WriteError($"ZipReader: {PlainText.Escape(message)}\n");
}
