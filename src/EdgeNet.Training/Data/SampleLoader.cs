using EdgeNet.Vision.Pictures;
using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>
/// Lists and loads the samples of a data set, a file each, and keeps account of those that cannot be read, are damaged where it does no
/// harm, or are of formats that are not read.
/// </summary>
/// <param name="folder">The data set's folder.</param>
/// <param name="inputShape">The network's input shape.</param>
internal abstract class SampleLoader(string folder, IReadOnlyList<int> inputShape)
{
    private const int MostNamed = 5;
    private const int MostExtensions = 5;
    private const int TolerableShare = 10;
    private const int MostDepth = 16;

    private readonly Dictionary<string, string> _failed = [];
    private readonly HashSet<string> _damaged = [];
    private readonly PictureCounts _passedOver = new();
    private readonly SortedDictionary<string, int> _others = new(StringComparer.Ordinal);
    private readonly HashSet<string> _listed = new(StringComparer.Ordinal);
    private string? _firstDamage;

    /// <summary>The loader for a network: of pictures, or of files of numbers.</summary>
    public static SampleLoader For(string folder, IReadOnlyList<int> inputShape, DatasetOptions options) =>
        options.Preparation?.Kind != InputKind.Values && (inputShape.Count == 1 || inputShape.Count == 3 && inputShape[0] is 1 or 3)
            ? new PictureLoader(folder, inputShape, options)
            : new NumberLoader(folder, inputShape);

    /// <summary>"pictures" or "samples".</summary>
    public abstract string What { get; }

    /// <summary>What is read: "JPEG, PNG or PNM".</summary>
    public abstract string FormatNames { get; }

    /// <summary>What was found where nothing was that is read.</summary>
    public string FoundInstead =>
        _passedOver.Total > 0 ? $"only others: {_passedOver}" : _others.Count > 0 ? $"only others: {Others()}" : "none";

    /// <summary>The data set's folder.</summary>
    protected string Folder => folder;

    /// <summary>The network's input shape.</summary>
    protected IReadOnlyList<int> InputShape => inputShape;

    /// <summary>Whether a folder, or one below it, has samples.</summary>
    public bool HasSamples(string path) => Samples(path, deep: true, count: false).Any();

    /// <summary>How many samples a folder has.</summary>
    public int Count(string path, bool deep) => Samples(path, deep, count: false).Count();

    /// <summary>Lists the samples of one class, those of folders below it too, in ordinal order; what is passed over is counted.</summary>
    public IReadOnlyList<string> List(string path) =>
        [.. Samples(path, deep: true, count: _listed.Add(path)).Order(StringComparer.Ordinal)];

    /// <summary>Looks at some of the samples before they are loaded.</summary>
    public abstract void Prepare(IReadOnlyList<string> some);

    /// <summary>Loads those of the samples that can be read, in the network's shape.</summary>
    /// <exception cref="TrainingException">They have no room in memory, or none fits.</exception>
    public abstract ImageSet Load(IReadOnlyList<(string Path, int Label)> files);

    /// <summary>Ends what cannot go well: with many samples missing, what is wrong is not the samples.</summary>
    /// <param name="count">All samples of the data set.</param>
    /// <exception cref="TrainingException">More than a tenth of them could not be read.</exception>
    public void ThrowIfTooManyFailed(int count)
    {
        if (_failed.Count * TolerableShare <= count) return;
        string named = string.Join("; ", Named().Select(f => f.Value));
        throw new TrainingException(Invariant(
            $"{folder}: expected at most a tenth of the {count} {What} to be unreadable, found {_failed.Count}: {named}")
            + (_failed.Count > MostNamed ? "; …" : ""));
    }

    /// <summary>
    /// What is to be told, a line each: the first samples that could not be read, how many there are of them, and the counts of others.
    /// </summary>
    public IReadOnlyList<string> Warnings()
    {
        var lines = new List<string>();
        string one = What[..^1];
        if (_failed.Count > 0)
        {
            lines.AddRange(Named().Select(f => f.Value));
            lines.Add(Invariant($"{folder}: passed over {_failed.Count} {(_failed.Count == 1 ? one : What)} that cannot be read"));
        }

        if (_damaged.Count > 0)
            lines.Add(Invariant(
                $"{folder}: read {_damaged.Count} {(_damaged.Count == 1 ? one : What)} in spite of damage, as {_firstDamage}"));
        if (_passedOver.Total > 0)
            lines.Add($"{folder}: passed over pictures of formats that are not read: {_passedOver}");
        if (_others.Count > 0)
            lines.Add($"{folder}: passed over files that are no {What}: {Others()}");
        return lines;
    }

    /// <summary>Whether a file is a sample, by its name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">The picture format that its extension stands for.</param>
    protected abstract bool IsSample(string path, PictureFormat format);

    /// <summary>Notes a sample that cannot be read.</summary>
    protected void Fail(string path, string message) => _failed[path] = message;

    /// <summary>Whether a sample could not be read before.</summary>
    protected bool HasFailed(string path) => _failed.ContainsKey(path);

    /// <summary>Notes a sample that was read in spite of damage.</summary>
    protected void NoteDamage(string path, string warning)
    {
        if (_damaged.Add(path)) _firstDamage ??= warning;
    }

    private string Others() => string.Join(", ", _others.OrderByDescending(o => o.Value).Take(MostExtensions).Select(o => Invariant(
        $"{o.Value} {o.Key}")))
        + (_others.Count > MostExtensions ? ", …" : "");

    private IEnumerable<string> Samples(string path, bool deep, bool count, int depth = 0)
    {
        foreach (string file in Directory.EnumerateFiles(path))
        {
            if (PictureListing.IsHidden(file) || Safety.FileKind.OtherThanRegular(file) is not null) continue;
            PictureFormat format = PictureFormats.OfExtension(file);
            if (IsSample(file, format)) yield return file;
            else if (count && format != PictureFormat.Unknown) _passedOver.Add(format);
            else if (count) CountOther(file);
        }

        if (!deep || depth == MostDepth) yield break;
        foreach (string inner in PictureFolder.ClassFolders(path))
        {
            // A link may lead in a circle.
            if (new DirectoryInfo(inner).LinkTarget is not null) continue;
            foreach (string file in Samples(inner, deep, count, depth + 1)) yield return file;
        }
    }

    private void CountOther(string file)
    {
        string extension = Path.GetExtension(file).ToLowerInvariant();
        if (Path.GetFileName(file) is "Thumbs.db" or "desktop.ini") return;
        string name = extension.Length is > 1 and <= 12 ? Safety.PlainText.Escape(extension) : "without an extension";
        _others[name] = _others.GetValueOrDefault(name) + 1;
    }

    private IEnumerable<KeyValuePair<string, string>> Named() => _failed.OrderBy(f => f.Key, StringComparer.Ordinal).Take(MostNamed);
}
