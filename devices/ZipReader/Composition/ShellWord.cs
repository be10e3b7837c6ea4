using System.Buffers;

namespace EdgeNet.ZipReader.Composition;

/// <summary>Words of commands that people are told to type.</summary>
internal static class ShellWord
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+@:");

    /// <summary>A text as one word, in quotes where a shell would see more in it, and never an option.</summary>
    /// <param name="text">Any text.</param>
    internal static string Of(string text)
    {
        if (text.StartsWith('-'))
            text = "./" + text;
        return text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Plain)
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
