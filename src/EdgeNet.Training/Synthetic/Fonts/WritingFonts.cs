using EdgeNet.Imaging.Fonts;
using EdgeNet.Training.Data;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Training.Synthetic.Fonts;

/// <summary>Fonts that strips are written with: hands, and print.</summary>
public sealed class WritingFonts
{
    private const string PrintFolder = "print";
    private const int MostFonts = 4096;

    private static readonly string[] Endings = [".ttf", ".otf", ".woff"];

    // A link may lead back to a folder above it.
    private static readonly EnumerationOptions Everywhere =
        new() { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.ReparsePoint };

    private readonly WritingFont[] _hands;
    private readonly WritingFont[] _print;

    private WritingFonts(WritingFont[] hands, WritingFont[] print)
    {
        _hands = hands;
        _print = print;
    }

    /// <summary>Fonts of hands.</summary>
    public int Hands => _hands.Length;

    /// <summary>Fonts of print.</summary>
    public int Print => _print.Length;

    /// <summary>
    /// Reads a folder of fonts (.ttf, .otf, .woff) and its subfolders. Those in a folder named print are print, all others are hands. One
    /// that lacks a digit, or has digits much wider than high, is left out.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="TrainingException">There is no font of a hand, there are more than 4,096, or a file is no font.</exception>
    public static WritingFonts Read(string folder)
    {
        string[] files = Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*", Everywhere)
                .Where(f => Endings.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)]
            : [];
        if (files.Length is 0 or > MostFonts)
        {
            throw new TrainingException(FormattableString.Invariant(
                $"{Safety.PlainText.Shorten(folder, 200)}: expected 1 to {MostFonts} fonts (.ttf, .otf, .woff), found {files.Length}."));
        }

        var hands = new List<WritingFont>();
        var print = new List<WritingFont>();
        foreach (string path in files)
        {
            try
            {
                string[] folders = Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar)[..^1];
                bool isPrint = folders.Contains(PrintFolder, StringComparer.OrdinalIgnoreCase);
                using FontFile file = FontFile.Open(path);
                if (WritingFont.Of(file, isPrint) is { } font) (isPrint ? print : hands).Add(font);
            }
            catch (Exception e) when (e is PictureException or IOException or UnauthorizedAccessException)
            {
                throw new TrainingException(e.Message, e);
            }
        }

        if (hands.Count == 0)
            throw new TrainingException($"{Safety.PlainText.Shorten(folder, 200)}: expected a font of a hand with all digits, found none.");
        return new WritingFonts([.. hands], [.. print]);
    }

    /// <summary>A random font.</summary>
    /// <returns>It; null if there is none of print.</returns>
    internal WritingFont? Pick(bool isPrint, ref SampleRandom random)
    {
        WritingFont[] fonts = isPrint ? _print : _hands;
        return fonts.Length == 0 ? null : fonts[random.Next(fonts.Length)];
    }
}
