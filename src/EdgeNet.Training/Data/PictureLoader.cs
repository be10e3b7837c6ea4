using EdgeNet.Imaging;
using EdgeNet.Training.Data.Files;
using EdgeNet.Training.Data.Streaming;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Preparation;

namespace EdgeNet.Training.Data;

/// <summary>Loads pictures as <see cref="PicturePreparer"/> prepares them.</summary>
internal sealed class PictureLoader(
    DataFiles files, IReadOnlyList<int> inputShape, DatasetOptions options) : SampleLoader(files, inputShape, options)
{
    private InputPreparation? _preparation;
    private PictureDecoder? _looking;

    /// <inheritdoc/>
    public override string What => "pictures";

    /// <inheritdoc/>
    public override string FormatNames => DesktopPictures.Reader.FormatNames;

    /// <inheritdoc/>
    public override bool AreBytes => true;

    /// <inheritdoc/>
    protected override InputPreparation Preparation => _preparation ??= Options.ForPictures(PictureShape(), PictureInversion.None);

    /// <inheritdoc/>
    public override void Prepare(IReadOnlyList<string> some) => _preparation = Options.ForPictures(PictureShape(), InversionOf(some));

    /// <summary>Reads a picture, in colour where the network wants colours.</summary>
    /// <returns>Null where it cannot be read, which is kept in mind.</returns>
    public GreyPicture? Read(string path)
    {
        try
        {
            _looking ??= new PictureDecoder(Files, Preparation);
            GreyPicture picture = _looking.Read(path);
            if (picture.Warning is { } warning) NoteDamage(path, warning);
            return picture;
        }
        catch (TrainingException e)
        {
            Fail(path, e.Message);
            return null;
        }
    }

    /// <inheritdoc/>
    public override SampleDecoder CreateDecoder() => new PictureDecoder(Files, Preparation);

    /// <inheritdoc/>
    protected internal override bool IsSample(string path, PictureFormat format) => DesktopPictures.Reader.Reads(format);

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
        if (Preparation.Shape[0] == 3 || Options.Inversion is not null || Options.Preparation is not null) return PictureInversion.None;
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
