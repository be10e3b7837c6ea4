using EdgeNet.Imaging;
using EdgeNet.Training.Data.Arrays;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Preparation;

namespace EdgeNet.Training.Data;

/// <summary>Loads pictures as <see cref="PicturePreparer"/> prepares them.</summary>
internal sealed class PictureLoader(string folder, IReadOnlyList<int> inputShape, DatasetOptions options) : SampleLoader(folder, inputShape)
{
    private PicturePreparer? _preparer;

    /// <inheritdoc/>
    public override string What => "pictures";

    /// <inheritdoc/>
    public override string FormatNames => DesktopPictures.Reader.FormatNames;

    private PicturePreparer Preparer => _preparer ??= new PicturePreparer(options.ForPictures(PictureShape(), PictureInversion.None));

    /// <inheritdoc/>
    public override void Prepare(IReadOnlyList<string> some) => _preparer = new PicturePreparer(options.ForPictures(PictureShape(), InversionOf(some)));

    /// <summary>Reads a picture, in colour where the network wants colours.</summary>
    /// <returns>Null where it cannot be read, which is kept in mind.</returns>
    public GreyPicture? Read(string path)
    {
        if (HasFailed(path)) return null;
        try
        {
            GreyPicture picture = Preparer.WantsColors ? DesktopPictures.Reader.ReadColor(path) : DesktopPictures.Reader.Read(path);
            if (picture.Warning is { } warning) NoteDamage(path, warning);
            return picture;
        }
        catch (PictureException e)
        {
            Fail(path, e.Message);
            return null;
        }
    }

    /// <inheritdoc/>
    public override ImageSet Load(IReadOnlyList<(string Path, int Label)> files)
    {
        InputPreparation preparation = Preparer.Preparation;
        SampleFitter.CheckLength(Folder, files.Count, preparation.Shape);
        byte[] pixels = new byte[files.Count * preparation.Length];
        var labels = new List<int>(files.Count);
        foreach ((string path, int label) in files)
        {
            if (Read(path) is not { } picture) continue;
            Preparer.PrepareBytes(picture, pixels.AsSpan(labels.Count * preparation.Length, preparation.Length));
            labels.Add(label);
        }

        byte[] read = labels.Count == files.Count ? pixels : pixels[..(labels.Count * preparation.Length)];
        return new ImageSet(InputShape, read, [.. labels]) { Preparation = preparation };
    }

    /// <inheritdoc/>
    protected override bool IsSample(string path, PictureFormat format) => DesktopPictures.Reader.Reads(format);

    /// <summary>The shape of the pictures: the network's, or the square that a vector is.</summary>
    private IReadOnlyList<int> PictureShape()
    {
        if (InputShape.Count == 3) return InputShape;
        int side = (int)Math.Sqrt(InputShape[0]), colored = (int)Math.Sqrt(InputShape[0] / 3);
        if (side * side == InputShape[0]) return [1, side, side];
        if (3 * colored * colored == InputShape[0]) return [3, colored, colored];
        throw new TrainingException($"{Folder}: pictures do not fit a network whose input is {string.Join("×", InputShape)}, which is no square of pixels.");
    }

    /// <summary>Grey pictures are inverted where most of them have bright borders: paper is 0. Photographs in colour are left as they are.</summary>
    private PictureInversion InversionOf(IReadOnlyList<string> some)
    {
        if (Preparer.WantsColors || options.Inversion is not null || options.Preparation is not null) return PictureInversion.None;
        int bright = 0, seen = 0;
        foreach (string path in some)
        {
            if (Read(path) is not { } picture) continue;
            seen++;
            if (PicturePreparer.HasBrightBorder(PicturePreparer.Planes(picture.Frame))) bright++;
        }

        return 2 * bright > seen ? PictureInversion.Always : PictureInversion.None;
    }
}
