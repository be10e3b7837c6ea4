using EdgeNet.Imaging;
using EdgeNet.Vision.Pictures;
using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>
/// Loads the pictures of a data set, and keeps account of those that cannot be read, are damaged where it does no harm, or are of formats
/// that are not read. Pictures are shrunk by <see cref="ImageFitter"/>, not by Skia: its exact averages are those of IDX files, and no
/// later version of Skia changes what a network is trained on.
/// </summary>
internal sealed class PictureLoader(string folder, IReadOnlyList<int> inputShape)
{
    private const int MostNamed = 5;
    private const int TolerableShare = 10;

    private readonly int _length = inputShape.Aggregate(1, (product, size) => checked(product * size));
    private readonly Dictionary<string, string> _failed = [];
    private readonly HashSet<string> _damaged = [];
    private readonly PictureCounts _passedOver = new();
    private string? _firstDamage;
    private ImageFitter? _fitter;
    private (int Width, int Height) _fitterSize;

    /// <summary>Whether the pictures' paper is bright, so that they are to be inverted.</summary>
    public bool Invert { get; set; }

    /// <summary>Lists the pictures of one class.</summary>
    /// <exception cref="TrainingException">There are none.</exception>
    public IReadOnlyList<string> List(string path)
    {
        PictureListing listing = DesktopPictures.Reader.List(path);
        if (listing.Pictures.Count == 0)
        {
            string found = listing.PassedOver.Total > 0 ? $"only others: {listing.PassedOver}" : "none";
            throw new TrainingException($"{path}: expected {DesktopPictures.Reader.FormatNames} pictures, found {found}.");
        }

        _passedOver.Add(listing.PassedOver);
        return listing.Pictures;
    }

    /// <summary>Reads a picture.</summary>
    /// <returns>Null where it cannot be read, which is kept in mind.</returns>
    public GreyPicture? Read(string path)
    {
        if (_failed.ContainsKey(path)) return null;
        try
        {
            GreyPicture picture = DesktopPictures.Reader.Read(path);
            if (picture.Warning is { } warning && _damaged.Add(path)) _firstDamage ??= warning;
            return picture;
        }
        catch (PictureException e)
        {
            _failed[path] = e.Message;
            return null;
        }
    }

    /// <summary>Loads those of the pictures that can be read, in the network's shape.</summary>
    public ImageSet Load(List<(string Path, int Label)> files)
    {
        byte[] pixels = new byte[checked(files.Count * _length)];
        var labels = new List<int>(files.Count);
        foreach ((string path, int label) in files)
        {
            if (Read(path) is not { } picture) continue;
            Fit(picture, path, pixels.AsSpan(labels.Count * _length, _length));
            labels.Add(label);
        }

        return new ImageSet(inputShape, labels.Count == files.Count ? pixels : pixels[..(labels.Count * _length)], [.. labels]);
    }

    /// <summary>Ends what cannot go well: with many pictures missing, what is wrong is not the pictures.</summary>
    /// <param name="count">All pictures of the data set.</param>
    /// <exception cref="TrainingException">More than a tenth of them could not be read.</exception>
    public void ThrowIfTooManyFailed(int count)
    {
        if (_failed.Count * TolerableShare <= count) return;
        string named = string.Join("; ", Named().Select(f => f.Value));
        throw new TrainingException(Invariant($"{folder}: expected at most a tenth of the {count} pictures to be unreadable, found {_failed.Count}: {named}")
            + (_failed.Count > MostNamed ? "; …" : ""));
    }

    /// <summary>
    /// What is to be told, a line each: the first pictures that could not be read, how many there are of them, and the counts of others.
    /// </summary>
    public IReadOnlyList<string> Warnings()
    {
        var lines = new List<string>();
        if (_failed.Count > 0)
        {
            lines.AddRange(Named().Select(f => f.Value));
            lines.Add(Invariant($"{folder}: passed over {_failed.Count} {(_failed.Count == 1 ? "picture that" : "pictures that")} cannot be read"));
        }

        if (_damaged.Count > 0)
            lines.Add(Invariant($"{folder}: read {_damaged.Count} {(_damaged.Count == 1 ? "picture" : "pictures")} in spite of damage, as {_firstDamage}"));
        if (_passedOver.Total > 0)
            lines.Add($"{folder}: passed over pictures of formats that are not read: {_passedOver}");
        return lines;
    }

    private IEnumerable<KeyValuePair<string, string>> Named() => _failed.OrderBy(f => f.Key, StringComparer.Ordinal).Take(MostNamed);

    private void Fit(GreyPicture picture, string path, Span<byte> fitted)
    {
        if (_fitter is null || _fitterSize != (picture.Width, picture.Height))
        {
            // One at a time: a fitter has a plane of the picture's size, and photographs come in many sizes.
            _fitter = new ImageFitter([1, picture.Height, picture.Width], inputShape, path);
            _fitterSize = (picture.Width, picture.Height);
        }

        if (Invert)
        {
            foreach (ref byte value in picture.Pixels)
                value = (byte)(255 - value);
        }

        _fitter.Fit(picture.Pixels, fitted);
    }
}
