using System.Text.RegularExpressions;
using EdgeNet.Safety;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Cli.Data;

/// <summary>
/// What a command reads, and therefore does not write over, whatever --force says: files, and folders of data with all that links in them
/// lead to. A hard link to a file that is read needs no care: <see cref="OutputFile"/> replaces a name, and other names keep the content.
/// </summary>
internal sealed partial class ReadInputs
{
    /// <summary>Folders that are looked into for links: as many as the loaders look into, and more.</summary>
    private const int MostFolders = 10_000;

    /// <summary>What commands write themselves, and no loader reads.</summary>
    private static readonly string[] OwnExtensions = [".safetensors", ".checkpoint", ".json", ".html"];

    private static readonly string[] DataExtensions =
        [".npy", ".npz", ".idx", ".csv", ".tsv", ".gz", ".zip", ".txt", ".ttf", ".otf", ".woff", ".woff2"];

    private readonly List<(string Path, string What)> _files = [];
    private readonly List<(string Path, string Option)> _folders = [];

    /// <summary>Adds a file.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <param name="what">What it is, for messages: "the model that is trained".</param>
    public ReadInputs Add(string? path, string what)
    {
        if (path is not null) _files.Add((path, what));
        return this;
    }

    /// <summary>Adds files.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="what">What they are, for messages.</param>
    public ReadInputs Add(IEnumerable<string> paths, string what)
    {
        foreach (string path in paths) Add(path, what);
        return this;
    }

    /// <summary>Adds a folder of data.</summary>
    /// <param name="path">The folder; null for none.</param>
    /// <param name="option">The option that names it.</param>
    public ReadInputs AddFolder(string? path, string option)
    {
        if (path is not null && Directory.Exists(path)) _folders.Add((path, option));
        return this;
    }

    /// <summary>Refuses to write what is read.</summary>
    /// <param name="path">The file that would be written.</param>
    /// <param name="option">The option that gives another one.</param>
    /// <exception cref="CommandException">It is read, or lies in a folder of data where it would be.</exception>
    public void RefuseToWrite(string path, string option)
    {
        foreach ((string file, string what) in _files)
        {
            if (File.Exists(file) && RealPath.AreSame(file, path))
                throw new CommandException($"{path}: {what}; give another file with {option}.");
        }

        string target = RealPath.Of(path);
        foreach ((string folder, string data) in _folders)
            RefuseIn(folder, data, path, target, option);
    }

    private static void RefuseIn(string folder, string data, string path, string target, string option)
    {
        string advice = $"what is read is not written over, with --force neither; give a file elsewhere with {option}.";
        (HashSet<string> roots, bool isLinked) = Reach(folder, target);
        if (isLinked) throw new CommandException($"{path}: a link in {folder} ({data}) leads to it: {advice}");
        if (!roots.Any(root => IsBelow(root, target))) return;
        string name = Path.GetFileName(target);
        if (MayBeData(name))
            throw new CommandException($"{path}: lies in {folder} ({data}) and has a name that data are read by: {advice}");
        if (File.Exists(target) && !OwnExtensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase))
            throw new CommandException($"{path}: a file in {folder} ({data}): {advice}");
    }

    /// <summary>The folders that a folder of data consists of, without links, and whether a link in them leads to a file.</summary>
    private static (HashSet<string> Roots, bool IsLinked) Reach(string folder, string target)
    {
        string root = RealPath.Of(folder);
        var roots = new HashSet<string>(StringComparer.Ordinal) { root };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>([root]);
        var all = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = 0 };
        while (seen.Count < MostFolders && waiting.TryDequeue(out string? next))
        {
            if (!seen.Add(next)) continue;
            foreach (FileSystemInfo entry in new DirectoryInfo(next).EnumerateFileSystemInfos("*", all))
            {
                string? linked = entry.Attributes.HasFlag(FileAttributes.ReparsePoint) ? Followed(entry.FullName) : null;
                if (entry is DirectoryInfo || linked is not null && Directory.Exists(linked))
                {
                    if (linked is not null) roots.Add(linked);
                    waiting.Enqueue(linked ?? entry.FullName);
                }
                else if (linked is not null && string.Equals(linked, target, StringComparison.OrdinalIgnoreCase))
                {
                    return (roots, true);
                }
            }
        }

        return (roots, false);
    }

    private static string? Followed(string link)
    {
        try
        {
            return RealPath.Of(link);
        }
        catch (IOException)
        {
            return null; // A circle leads nowhere: no loader reads it either.
        }
    }

    private static bool IsBelow(string root, string path) =>
        path.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a loader may take a file for data by its name.</summary>
    private static bool MayBeData(string name) =>
        name.EndsWith("ubyte", StringComparison.OrdinalIgnoreCase) || IdxPattern().IsMatch(name)
        || PictureFormats.OfExtension(name) != PictureFormat.Unknown
        || DataExtensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex("[-_.]idx[1-9]?([-_.]|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex IdxPattern();
}
