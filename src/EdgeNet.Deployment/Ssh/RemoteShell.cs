namespace EdgeNet.Deployment.Ssh;

/// <summary>Command lines for whatever shell a user has on the device.</summary>
internal static class RemoteShell
{
    /// <summary>A word that stays one, and is itself, in sh, bash, zsh and fish.</summary>
    /// <param name="word">Any text without a backslash and a zero.</param>
    public static string Quote(string word)
    {
        if (word.AsSpan().ContainsAny('\\', '\0'))
            throw new ArgumentException("Shells read a backslash in quotes each in its own way.", nameof(word));
        return $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    /// <summary>A command line of words.</summary>
    /// <param name="words">The program and its arguments.</param>
    public static string Line(params IEnumerable<string> words) => string.Join(' ', words.Select(Quote));
}
