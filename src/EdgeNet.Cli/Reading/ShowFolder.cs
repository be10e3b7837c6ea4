using System.Globalization;
using System.Text;
using EdgeNet.Safety;

namespace EdgeNet.Cli.Reading;

/// <summary>The folder of --show, and the names of the files in it.</summary>
internal sealed class ShowFolder
{
    private const int LongestName = 100;

    private readonly string _folder;
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes the folder if it is not there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pictures">The pictures and folders that are read: none of them may be written over, nor read again the next time.</param>
    /// <exception cref="CommandException">Pictures are read from the folder, or it is a file.</exception>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public ShowFolder(string folder, IEnumerable<string> pictures)
    {
        foreach (string picture in pictures)
        {
            string source = Directory.Exists(picture) ? picture : Path.GetDirectoryName(Path.GetFullPath(picture)) ?? picture;
            if (source.Length > 0 && RealPath.AreSame(source, folder))
                throw new CommandException($"--show: expected another folder than one that pictures are read from, found {folder}.");
        }

        if (File.Exists(folder)) throw new CommandException($"--show: expected a folder, found the file {folder}.");
        Directory.CreateDirectory(folder);
        _folder = folder;
    }

    /// <summary>The path for a picture's drawing: of two pictures of one name the second gets a number.</summary>
    /// <param name="picture">The picture's path.</param>
    public string PathFor(string picture)
    {
        string name = NameOf(picture);
        string unique = name;
        for (int i = 2; !_taken.Add(unique); i++)
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}-{i}");
        return Path.Combine(_folder, unique + ".png");
    }

    /// <summary>A file name that every system takes: letters, digits, and '.', '-' and '_' not at its beginning.</summary>
    private static string NameOf(string picture)
    {
        var name = new StringBuilder();
        foreach (Rune rune in Path.GetFileName(picture).EnumerateRunes())
        {
            bool isPlain = Rune.IsLetterOrDigit(rune) || name.Length > 0 && rune.Value is ('.' or '-' or '_');
            name.Append(isPlain && rune.Value != Rune.ReplacementChar.Value ? rune.ToString() : "_");
            if (name.Length >= LongestName)
                break;
        }

        return name.Length > 0 ? name.ToString() : "picture";
    }
}
