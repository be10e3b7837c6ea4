using System.Text.RegularExpressions;
using EdgeNet.Training.Data.Files;

namespace EdgeNet.Training.Data.Arrays;

/// <summary>
/// Finds the arrays of a data set by the words in their names, wherever they lie in a folder: train-images-idx3-ubyte(.gz) and all other
/// names in which MNIST is passed around, X_train.npy and y_train.npy, mnist.npz, test/labels.csv.
/// </summary>
internal static partial class ArrayFinder
{
    private const int Depth = 2;
    private const int MostFolders = 500;

    private static readonly string[] SampleWords = ["images", "image", "imgs", "data", "x", "samples", "series", "signals", "volumes", "features", "inputs", "values"];
    private static readonly string[] LabelWords = ["labels", "label", "y", "targets", "target", "classes", "answers"];

    /// <summary>Finds the arrays.</summary>
    /// <param name="files">The files.</param>
    /// <param name="one">An .npz file that is meant; null for all that is there.</param>
    /// <returns>What is there of each part; empty where there are not samples and labels to train with.</returns>
    /// <exception cref="TrainingException">Several files have the same role.</exception>
    public static Dictionary<(DataPart Part, ArrayRole Role), ArraySource> Find(DataFiles files, string? one = null)
    {
        string folder = files.Root;
        var found = new Dictionary<(DataPart, ArrayRole), (ArraySource Source, int Depth)>();
        foreach ((string path, int depth) in one is null ? Files(files) : [(one, 0)])
        {
            bool isZip = path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase);
            foreach (ArraySource source in isZip ? ArraySource.InZip(files, path) : [new ArraySource(files, path)])
            {
                if (RoleOf(Path.GetRelativePath(folder, source.Name)) is not { } role) continue;
                if (!found.TryGetValue(role, out (ArraySource Source, int Depth) other) || IsBetter(source, depth, other)) found[role] = (source, depth);
                else if (depth == other.Depth && Stem(other.Source.Name) != Stem(source.Name))
                    throw new TrainingException(
                        $"{folder}: expected one file of {PartNames.NameOf(role.Part)} {(role.Role == ArrayRole.Labels ? "labels" : "samples")}, found {Path.GetRelativePath(folder, other.Source.Name)} and {Path.GetRelativePath(folder, source.Name)}.");
            }
        }

        bool isWhole = found.ContainsKey((DataPart.Train, ArrayRole.Samples)) && found.ContainsKey((DataPart.Train, ArrayRole.Labels));
        return isWhole ? found.ToDictionary(f => f.Key, f => f.Value.Source) : [];
    }

    /// <summary>What a file's path says of its role.</summary>
    public static (DataPart Part, ArrayRole Role)? RoleOf(string path)
    {
        string[] words = WordPattern().Replace(path.ToLowerInvariant(), " ").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        DataPart? part = null;
        ArrayRole? role = null;
        foreach (string word in words)
        {
            // "Xtrain", "trainY": a part and a role in one.
            if (word.Length > 1 && (word[0] is 'x' or 'y' || word[^1] is 'x' or 'y') && PartOfCompound(word) is var (inner, letter))
            {
                part = inner;
                role = letter == 'x' ? ArrayRole.Samples : ArrayRole.Labels;
                continue;
            }

            part = PartNames.Of(word) ?? part;
            if (LabelWords.Contains(word)) role = ArrayRole.Labels;
            // "data" is a folder's name too: a word of labels wins.
            else if (SampleWords.Contains(word) && role is null) role = ArrayRole.Samples;
        }

        return role is { } known ? (part ?? DataPart.Train, known) : null;
    }

    private static (DataPart Part, char Letter)? PartOfCompound(string word)
    {
        if (word[0] is 'x' or 'y' && PartNames.Of(word[1..]) is { } behind) return (behind, word[0]);
        if (word[^1] is 'x' or 'y' && PartNames.Of(word[..^1]) is { } before) return (before, word[^1]);
        return null;
    }

    /// <summary>What is not packed is read faster; what lies higher up is what the folder is about.</summary>
    private static bool IsBetter(ArraySource source, int depth, (ArraySource Source, int Depth) other) =>
        depth < other.Depth || (depth == other.Depth && IsPacked(other.Source.Path) && !IsPacked(source.Path) && Stem(other.Source.Name) == Stem(source.Name));

    private static bool IsPacked(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    private static string Stem(string name) => WordPattern().Replace(Path.GetFileName(IsPacked(name) ? name[..^3] : name).ToLowerInvariant(
        ), " ");

    private static IEnumerable<(string Path, int Depth)> Files(DataFiles files)
    {
        var folders = new Queue<(string Path, int Depth)>([(files.Root, 0)]);
        int seen = 0;
        while (folders.TryDequeue(out (string Path, int Depth) next) && seen++ < MostFolders)
        {
            foreach (string file in files.Files(next.Path).Order(StringComparer.Ordinal))
                if (MayHoldArray(file)) yield return (file, next.Depth);
            if (next.Depth == Depth) continue;
            foreach (string inner in files.Folders(next.Path).Order(StringComparer.Ordinal))
                folders.Enqueue((inner, next.Depth + 1));
        }
    }

    private static bool MayHoldArray(string path)
    {
        string name = Path.GetFileName(path).ToLowerInvariant();
        if (name.EndsWith(".gz", StringComparison.Ordinal)) name = name[..^3];
        return name.EndsWith("ubyte", StringComparison.Ordinal) || Path.GetExtension(name) is ".npy" or ".npz" or ".idx" or ".csv" or ".tsv"
            || IdxPattern().IsMatch(name);
    }

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex WordPattern();

    // Nothing of the name but idx1 to idx9 tells that float data are in it: train-images-idx3-float, or .idx3.
    [GeneratedRegex("[-_.]idx[1-9]?([-_.]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex IdxPattern();
}
