using System.Runtime.InteropServices;
using EdgeNet.Training.Data.Arrays;
using EdgeNet.Training.Data.Files;
using EdgeNet.Training.Data.Sounds;
using EdgeNet.Training.Data.Streaming;
using EdgeNet.Vision.Pictures;
using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>
/// Lists and loads the samples of a data set, a file each, and keeps account of those that cannot be read, are damaged where it does no
/// harm, or are of formats that are not read.
/// </summary>
/// <param name="files">The data set's files.</param>
/// <param name="inputShape">The network's input shape.</param>
/// <param name="options">How samples are prepared.</param>
internal abstract class SampleLoader(DataFiles files, IReadOnlyList<int> inputShape, DatasetOptions options)
{
    private const int MostNamed = 5;
    private const int MostExtensions = 5;
    private const int TolerableShare = 10;
    private const int MostDepth = 16;
    private const int MostLookedAt = 1000;

    private readonly Dictionary<string, string> _failed = [];
    private readonly SortedDictionary<string, string> _damaged = new(StringComparer.Ordinal);
    private readonly PictureCounts _passedOver = new();
    private readonly SortedDictionary<string, int> _others = new(StringComparer.Ordinal);
    private readonly HashSet<string> _listed = new(StringComparer.Ordinal);

    /// <summary>
    /// The loader for a network: of sounds, where the first file that is read is one, of numbers, or of pictures, where the network can
    /// take these and the weights were learnt from such.
    /// </summary>
    public static SampleLoader For(DataFiles files, IReadOnlyList<int> inputShape, DatasetOptions options)
    {
        bool mayBePictures = inputShape.Count == 1 || (inputShape.Count == 3 && inputShape[0] is 1 or 3);
        var loaders = new List<SampleLoader>();
        if (mayBePictures && options.Preparation is null or { Kind: InputKind.Picture })
            loaders.Add(new PictureLoader(files, inputShape, options));
        if (inputShape is [1, _, _] && options.Preparation is null or { Kind: InputKind.Sound })
            loaders.Add(new SoundLoader(files, inputShape, options));
        if (!mayBePictures || options.Preparation is null or { Kind: InputKind.Values })
            loaders.Add(new NumberLoader(files, inputShape, options));
        if (loaders.Count == 0) loaders.Add(new NumberLoader(files, inputShape, options));
        if (loaders.Count == 1) return loaders[0];
        int looked = 0;
        foreach (string file in All(files, files.Root, 0))
        {
            if (looked++ == MostLookedAt) break;
            PictureFormat format = PictureFormats.OfExtension(file);
            // A table may tell of pictures; a picture tells of nothing else.
            if (!ArraySource.IsTable(file) && loaders.Find(l => l.IsSample(file, format)) is { } first) return first;
        }

        return loaders[0];
    }

    private static IEnumerable<string> All(DataFiles files, string folder, int depth)
    {
        foreach (string file in files.Files(folder)) yield return file;
        if (depth == MostDepth) yield break;
        foreach (string inner in files.Folders(folder))
        {
            if (files.IsLink(inner)) continue;
            foreach (string file in All(files, inner, depth + 1)) yield return file;
        }
    }

    /// <summary>"pictures" or "samples".</summary>
    public abstract string What { get; }

    /// <summary>What is read: "JPEG, PNG or PNM".</summary>
    public abstract string FormatNames { get; }

    /// <summary>What was found where nothing was that is read.</summary>
    public string FoundInstead =>
        _passedOver.Total > 0 ? $"only others: {_passedOver}" : _others.Count > 0 ? $"only others: {Others()}" : "none";

    /// <summary>The data set's folder.</summary>
    protected string Folder => files.Root;

    /// <summary>The data set's files.</summary>
    public DataFiles Files => files;

    /// <summary>Whether a sample is of bytes; else of floats.</summary>
    public abstract bool AreBytes { get; }

    /// <summary>How samples are prepared, once <see cref="Prepare"/> has looked at some.</summary>
    protected abstract InputPreparation Preparation { get; }

    /// <summary>How samples are to be prepared.</summary>
    protected DatasetOptions Options => options;

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

    /// <summary>Makes a decoder for a thread.</summary>
    public abstract SampleDecoder CreateDecoder();

    /// <summary>
    /// Loads those of the samples that can be read, in the network's shape. All are decoded once, on all cores, so that broken ones are
    /// known; where they have no room in memory they are decoded again whenever they are learnt from.
    /// </summary>
    /// <param name="samples">The files and their classes.</param>
    /// <param name="all">The samples of all parts, which share the memory.</param>
    /// <exception cref="TrainingException">None fits.</exception>
    public ImageSet Load(IReadOnlyList<(string Path, int Label)> samples, long all)
    {
        InputPreparation preparation = Preparation;
        int size = preparation.Length * (AreBytes ? 1 : sizeof(float));
        bool streams = all * size > options.MemoryBudget;
        if (!streams) SampleFitter.CheckLength(Folder, samples.Count, preparation.Shape);
        byte[] pixels = streams || !AreBytes ? [] : new byte[samples.Count * size];
        float[] values = streams || AreBytes ? [] : new float[samples.Count * preparation.Length];
        byte[] digests = new byte[streams ? samples.Count * SampleStore.DigestLength : 0];
        bool[] isRead = new bool[samples.Count];
        Parallel.For(0, samples.Count, () => (Decoder: CreateDecoder(), Scratch: new byte[streams ? size : 0]), (i, _, own) =>
        {
            string path = samples[i].Path;
            try
            {
                Span<byte> sample = streams ? own.Scratch : AreBytes ? pixels.AsSpan(i * size, size)
                    : MemoryMarshal.AsBytes(values.AsSpan(i * preparation.Length, preparation.Length));
                own.Decoder.Decode(path, sample);
                if (own.Decoder.Warning is { } warning) NoteDamage(path, warning);
                if (streams) SampleStore.Digest(sample, digests.AsSpan(i * SampleStore.DigestLength, SampleStore.DigestLength));
                isRead[i] = true;
            }
            catch (TrainingException e)
            {
                Fail(path, e.Message);
            }

            return own;
        }, _ => { });
        int[] rows = [.. Enumerable.Range(0, samples.Count).Where(i => isRead[i])];
        int[] labels = [.. rows.Select(i => samples[i].Label)];
        string[] names = [.. rows.Select(i => samples[i].Path)];
        if (streams)
            return new ImageSet(InputShape, new FileStore(this, [.. samples.Select(s => s.Path)], digests), rows,
                labels) { Preparation = preparation, Files = names };
        if (AreBytes) return new ImageSet(InputShape, Close(pixels, rows, samples.Count, size), labels) { Preparation = preparation, Files = names };
        return new ImageSet(InputShape, Close(values, rows, samples.Count, preparation.Length), labels) { Preparation = preparation, Files = names };
    }

    /// <summary>Closes the gaps that broken files left.</summary>
    private static T[] Close<T>(T[] all, int[] rows, int count, int length)
    {
        if (rows.Length == count) return all;
        for (int i = 0; i < rows.Length; i++) Array.Copy(all, (long)rows[i] * length, all, (long)i * length, length);
        return all[..(rows.Length * length)];
    }

    /// <summary>Ends what cannot go well: with many samples missing, what is wrong is not the samples.</summary>
    /// <param name="count">All samples of the data set.</param>
    /// <exception cref="TrainingException">More than a tenth of them could not be read.</exception>
    public void ThrowIfTooManyFailed(int count)
    {
        if (_failed.Count * TolerableShare <= count) return;
        string named = string.Join("; ", Named().Select(f => f.Value));
        throw new TrainingException(Invariant(
            $"{Folder}: expected at most a tenth of the {count} {What} to be unreadable, found {_failed.Count}: {named}")
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
            lines.Add(Invariant($"{Folder}: passed over {_failed.Count} {(_failed.Count == 1 ? one : What)} that cannot be read"));
        }

        if (_damaged.Count > 0)
            lines.Add(Invariant(
                $"{Folder}: read {_damaged.Count} {(_damaged.Count == 1 ? one : What)} in spite of damage, as {_damaged.First().Value}"));
        if (_passedOver.Total > 0)
            lines.Add($"{Folder}: passed over pictures of formats that are not read: {_passedOver}");
        if (_others.Count > 0)
            lines.Add($"{Folder}: passed over files that are no {What}: {Others()}");
        return lines;
    }

    /// <summary>Whether a file is a sample, by its name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">The picture format that its extension stands for.</param>
    protected internal abstract bool IsSample(string path, PictureFormat format);

    /// <summary>Notes a sample that cannot be read.</summary>
    protected void Fail(string path, string message)
    {
        lock (_failed) _failed[path] = message;
    }

    /// <summary>Whether a sample could not be read before.</summary>
    protected bool HasFailed(string path) => _failed.ContainsKey(path);

    /// <summary>Notes a sample that was read in spite of damage.</summary>
    protected void NoteDamage(string path, string warning)
    {
        lock (_damaged)
        {
            if (!_damaged.TryAdd(path, warning)) return;
        }
    }

    private string Others() => string.Join(", ", _others.OrderByDescending(o => o.Value).Take(MostExtensions).Select(o => Invariant(
        $"{o.Value} {o.Key}")))
        + (_others.Count > MostExtensions ? ", …" : "");

    private IEnumerable<string> Samples(string path, bool deep, bool count, int depth = 0)
    {
        foreach (string file in files.Files(path))
        {
            PictureFormat format = PictureFormats.OfExtension(file);
            if (IsSample(file, format)) yield return file;
            else if (count && format != PictureFormat.Unknown) _passedOver.Add(format);
            else if (count) CountOther(file);
        }

        if (!deep || depth == MostDepth) yield break;
        foreach (string inner in files.Folders(path))
        {
            // A link may lead in a circle.
            if (files.IsLink(inner)) continue;
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
