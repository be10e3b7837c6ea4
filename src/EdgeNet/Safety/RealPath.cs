using System.ComponentModel;

namespace EdgeNet.Safety;

/// <summary>Paths without symbolic links, as the system would follow them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RealPath
{
    /// <summary>As many links as Linux follows in one path.</summary>
    private const int MaxLinks = 40;

    /// <summary>The full path of what a path leads to. Its last parts need not be there.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string Of(string path)
    {
        string full = Path.GetFullPath(path);
        string real = Path.GetPathRoot(full)!;
        var parts = new Stack<string>(Parts(full[real.Length..]));
        int links = 0;
        while (parts.TryPop(out string? part))
        {
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }

            string next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MaxLinks) throw new IOException($"{path}: the symbolic link leads nowhere: more than {MaxLinks} links.");
            // A relative link begins in the folder that holds it, which has no links any more.
            if (Path.IsPathRooted(target)) real = Path.GetPathRoot(target)!;
            foreach (string inner in Parts(target[(Path.IsPathRooted(target) ? real.Length : 0)..])) parts.Push(inner);
        }

        return real;
    }

    /// <summary>Whether two paths lead to the same file. Case is ignored, as some file systems do.</summary>
    /// <param name="one">A path.</param>
    /// <param name="other">A path.</param>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static bool AreSame(string one, string other) => string.Equals(Of(one), Of(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>The parts of a path, the last one first.</summary>
    private static IEnumerable<string> Parts(string path) =>
        path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part != ".").Reverse();
}
