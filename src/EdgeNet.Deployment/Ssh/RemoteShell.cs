namespace EdgeNet.Deployment.Ssh;

/// <summary>Command lines for whatever shell a user has on the device.</summary>
internal static class RemoteShell
{
    // SSH.NET may send data or their end after it has closed a channel, for which sshd ends the connection. So no channel is closed from
    // the other end before all has arrived: what the command leaves is read away.
    private const string Swallow = "\"$@\"; code=$?; cat >/dev/null; exit $code";

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

    /// <summary>A command line for a program that reads nothing.</summary>
    /// <param name="words">The program and its arguments.</param>
    public static string WithoutInput(IEnumerable<string> words) => Line(words) + " </dev/null";

    /// <summary>A command line for a program that reads what is sent, which ends when all has arrived.</summary>
    /// <param name="words">The program and its arguments.</param>
    public static string WithInput(IEnumerable<string> words) => Line(["sh", "-c", Swallow, "sh", .. words]);
}
