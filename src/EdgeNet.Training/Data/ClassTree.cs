using System.Globalization;
using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>The files of a folder by part and class.</summary>
internal sealed class ClassTree
{
    private const int MostDescents = 3;
    private const int MostNamed = 5;

    private readonly string _root;
    private readonly SampleLoader _loader;

    private ClassTree(string root, SampleLoader loader)
    {
        _root = root;
        _loader = loader;
    }

    /// <summary>The classes, in the order of the labels.</summary>
    public string[] Classes { get; private set; } = [];

    /// <summary>
    /// The targets of all files, in which the label of a file is then its row; null where files have a class each. <see cref="Classes"/>
    /// are their names.
    /// </summary>
    public TargetSet? Targets { get; private set; }

    /// <summary>Whether the folder has parts of its own.</summary>
    public bool HasParts { get; private set; }

    /// <summary>The files of each part that is there, the training part always.</summary>
    public Dictionary<DataPart, List<(string Path, int Label)>> Files { get; } = [];

    /// <summary>What was passed over, a line each.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Reads a folder.</summary>
    /// <param name="loader">
    /// Knows the folder, and what files are samples; where a single folder stands in for it, that is looked into.
    /// </param>
    /// <param name="options">The classes of weights that are evaluated, and whether the test part is enough.</param>
    /// <exception cref="TrainingException">There are no classes, two folders for one part, or classes of which there is nothing to learn
    /// from.</exception>
    public static ClassTree Read(SampleLoader loader, DatasetOptions options)
    {
        IReadOnlyList<string> known = options.Classes;
        var tree = new ClassTree(Descend(loader), loader);
        Dictionary<DataPart, string> parts = tree.Parts();
        tree.HasParts = parts.Count > 0;
        if (!parts.TryGetValue(DataPart.Train, out string? train)) train = tree._root;
        string[] classes = tree.ClassNames(train, parts.Values);
        if (classes.Length == 0 && parts.TryGetValue(DataPart.Test, out string? test) && !parts.ContainsKey(DataPart.Train))
        {
            if (!options.ForTest)
                throw new TrainingException($"{tree._root}: expected a training part, found a test part alone, which is for evaluation.");
            // It stands in for the training part, which nobody asks for.
            parts[DataPart.Train] = train = test;
            classes = tree.ClassNames(train, []);
        }

        if (classes.Length == 0) throw new TrainingException(tree.NoClasses(train));
        // In the order of the weights where these are evaluated: a class that is missing here moves no other.
        tree.Classes = classes.Any(known.Contains) ? [.. known] : ClassNumbers.Order(classes);
        tree.AddPart(DataPart.Train, train, classes);
        foreach ((DataPart part, string path) in parts.Where(p => p.Key != DataPart.Train).OrderBy(p => p.Key))
            tree.AddPart(part, path, tree.ClassNames(path, []));
        if (train != tree._root) tree.TellOthers(parts.Values);
        return tree;
    }

    /// <summary>Takes files that are known by another way.</summary>
    /// <param name="root">Their folder.</param>
    /// <param name="loader">What reads them.</param>
    /// <param name="classes">The classes.</param>
    /// <param name="files">The files of each part.</param>
    /// <param name="targets">The targets of all files; null where they have a class each.</param>
    public static ClassTree Of(
        string root, SampleLoader loader, string[] classes, Dictionary<DataPart, List<(string Path, int Label)>> files,
            TargetSet? targets = null)
    {
        var tree = new ClassTree(root, loader) { Classes = classes, HasParts = files.Count > 1, Targets = targets };
        foreach ((DataPart part, List<(string, int)> list) in files) tree.Files[part] = list;
        return tree;
    }

    /// <summary>Whether there are class folders with samples below a folder.</summary>
    public static bool HasClasses(SampleLoader loader)
    {
        string root = Descend(loader);
        return loader.Files.Folders(root).Any(d => loader.HasSamples(d) || loader.Files.Folders(d).Any(loader.HasSamples));
    }

    /// <summary>Archives often have one folder at their top, and everything in it.</summary>
    private static string Descend(SampleLoader loader)
    {
        string folder = loader.Files.Root;
        for (int i = 0; i < MostDescents; i++)
        {
            string[] inner = [.. loader.Files.Folders(folder).Take(2)];
            if (inner.Length != 1 || PartNames.Of(Path.GetFileName(inner[0])) is not null || loader.Count(inner[0], deep: false) > 0) break;
            if (!loader.Files.Folders(inner[0]).Any()) break;
            folder = inner[0];
        }

        return folder;
    }

    /// <summary>The folders that are parts: named so, and holding folders of samples rather than samples.</summary>
    private Dictionary<DataPart, string> Parts()
    {
        var parts = new Dictionary<DataPart, string>();
        foreach (string folder in _loader.Files.Folders(_root).Order(StringComparer.Ordinal))
        {
            if (PartNames.Of(Path.GetFileName(folder)) is not { } part) continue;
            // A class may be called test; a part has classes in it.
            bool hasClasses = _loader.Files.Folders(folder).Any();
            if (!hasClasses && _loader.Count(folder, deep: false) > 0 && !OthersAreClasses()) 
                throw new TrainingException($"{folder}: expected a folder for each class in it, found samples themselves.");
            if (!hasClasses) continue;
            if (!parts.TryAdd(part, folder))
                throw new TrainingException(
                    $"{_root}: expected one folder of the {PartNames.NameOf(part)} part, found {Path.GetFileName(parts[part])} and {Path.GetFileName(folder)}.");
        }

        return parts;

        bool OthersAreClasses() =>
            _loader.Files.Folders(_root).Any(d => PartNames.Of(Path.GetFileName(d)) is null && _loader.HasSamples(d));
    }

    private string[] ClassNames(string root, IEnumerable<string> parts)
    {
        var names = new List<string>();
        var empty = new List<string>();
        foreach (string folder in _loader.Files.Folders(root).Order(StringComparer.Ordinal))
        {
            if (parts.Contains(folder)) continue;
            (_loader.HasSamples(folder) ? names : empty).Add(Path.GetFileName(folder));
        }

        if (names.Count > 0 && empty.Count > 0)
        {
            string named = string.Join(", ", empty.Take(MostNamed).Select(n => Safety.PlainText.Shorten(n, 60))) + (empty.Count > MostNamed ? ", …" : "");
            Warnings.Add(Invariant(
                $"{root}: passed over {empty.Count} {(empty.Count == 1 ? "folder" : "folders")} without {_loader.What}: {named}"));
        }

        return [.. names];
    }

    private string NoClasses(string root)
    {
        foreach (string folder in _loader.Files.Folders(root).Order(StringComparer.Ordinal))
            _loader.List(folder);
        string found = _loader.FoundInstead;
        return $"{root}: expected {_loader.FormatNames} {_loader.What} in a folder for each class, found {found}.";
    }

    private void AddPart(DataPart part, string root, string[] names)
    {
        var files = new List<(string, int)>();
        foreach (string name in names)
        {
            string path = _loader.Files.Join(root, name);
            int label = Array.IndexOf(Classes, name);
            // Cat and cat are one class in two parts.
            if (label < 0) label = Array.FindIndex(Classes, c => string.Equals(c, name, StringComparison.OrdinalIgnoreCase));
            // 7 and 07 are.
            if (label < 0 && Number(name) is { } number) label = Array.FindIndex(Classes, c => Number(c) == number);
            if (label < 0) throw new TrainingException($"{path}: there is no such class among the training pictures.");
            files.AddRange(_loader.List(path).Select(p => (p, label)));
        }

        Files[part] = files;
    }

    private static int? Number(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private void TellOthers(IEnumerable<string> parts)
    {
        string[] others = [.. _loader.Files.Folders(_root).Where(d => !parts.Contains(d)).Select(d => Path.GetFileName(d)!)
            .Order(StringComparer.Ordinal)];
        if (others.Length == 0) return;
        string named = string.Join(", ", others.Take(MostNamed).Select(n => Safety.PlainText.Shorten(n, 60))) + (others.Length > MostNamed ? ", …" : "");
        Warnings.Add($"{_root}: passed over, beside the parts: {named}");
    }
}
