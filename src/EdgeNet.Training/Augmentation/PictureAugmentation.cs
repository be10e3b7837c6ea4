using EdgeNet.Training.Augmentation;

namespace EdgeNet.Training;

/// <summary>How training pictures are distorted: strokes on paper, or photographs, grey or in colours.</summary>
public sealed record PictureAugmentation : AugmentationPolicy
{
    /// <summary>
    /// Distortions that leave a handwritten digit of 20 pixels what it is, as hands, pens and cameras vary; what LeNet-5 is trained with.
    /// </summary>
    public static PictureAugmentation Handwriting { get; } = new()
    {
        Shift = 1.5f,
        Rotation = 10,
        Scale = 0.1f,
        Shear = 0.1f,
        Elastic = 0.9f,
        Thickness = 0.3f,
        Blur = 0.4f,
        Contrast = 0.2f,
        Gamma = 0.2f,
    };

    /// <summary>Distortions that leave a photographed thing what it is: mirrored, cut, turned a little, in another light.</summary>
    public static PictureAugmentation Photograph { get; } = new()
    {
        Flip = 0.5f,
        Crop = 0.125f,
        Rotation = 8,
        Scale = 0.1f,
        Color = 0.2f,
        RepeatBorder = true,
    };

    /// <summary>
    /// Handwriting that is to be read in any light, turned, scratched, dirty and noisy: wider ranges than <see cref="Handwriting"/>, and
    /// damage. It costs a little of the accuracy on clean pictures.
    /// </summary>
    public static PictureAugmentation Robust { get; } = Handwriting with
    {
        Shift = 3,
        Rotation = 20,
        Scale = 0.25f,
        Shear = 0.25f,
        Blur = 1,
        Contrast = 0.4f,
        Noise = 0.25f,
        Lighting = 0.5f,
        Haze = 0.7f,
        Scratches = 0.15f,
        Inversion = 0.15f,
        Impulse = 0.2f,
    };

    /// <inheritdoc/>
    public override AugmentationPolicy None() => new PictureAugmentation();

    /// <summary>
    /// The share of pictures that is mirrored left to right, in [0, 1]. Digits and letters are no longer themselves then.
    /// </summary>
    public float Flip { get; init; }

    /// <summary>
    /// The largest shift on each axis by whole pixels, as a share of the picture's size, in [0, 1]: padding and cropping in one. What comes
    /// in is the border's pixels where <see cref="RepeatBorder"/>, else 0.
    /// </summary>
    public float Crop { get; init; }

    /// <summary>
    /// The largest change of light, in [0, 1]: 0.2 multiplies brightness, contrast about the mean and, of three channels, saturation by 0.8
    /// to 1.2 each.
    /// </summary>
    public float Color { get; init; }

    /// <summary>
    /// The side of a square that is blotted out with the picture's mean (DeVries 2017), as a share of the shorter side, in [0, 1].
    /// </summary>
    public float Cutout { get; init; }

    /// <summary>Whether a picture goes on past its border with the border's pixels, as photographs do; paper goes on with 0.</summary>
    public bool RepeatBorder { get; init; }

    /// <summary>The largest shift on each axis, in pixels.</summary>
    public float Shift { get; init; }

    /// <summary>The largest rotation either way, in degrees.</summary>
    public float Rotation { get; init; }

    /// <summary>The largest scaling either way: 0.1 is 90 % to 111 %, drawn for each axis together and apart by half of it.</summary>
    public float Scale { get; init; }

    /// <summary>The largest horizontal shear either way: columns moved a row.</summary>
    public float Shear { get; init; }

    /// <summary>The strength of elastic distortions (Simard 2003): the largest root mean square displacement, in pixels.</summary>
    public float Elastic { get; init; }

    /// <summary>How far elastic displacements are smoothed: the deviation of the Gaussian, in pixels.</summary>
    public float ElasticSmoothness { get; init; } = 4;

    /// <summary>The largest change of stroke thickness either way, in pixels on each side.</summary>
    public float Thickness { get; init; }

    /// <summary>The largest blur: the deviation of the Gaussian, in pixels.</summary>
    public float Blur { get; init; }

    /// <summary>The largest change of contrast: the ink is scaled to between 1 − contrast and 1.</summary>
    public float Contrast { get; init; }

    /// <summary>The largest gamma either way: 0.3 raises the grey values to powers from 1 / 1.3 to 1.3.</summary>
    public float Gamma { get; init; }

    /// <summary>The largest deviation of Gaussian noise on the grey values of the whole picture.</summary>
    public float Noise { get; init; }

    /// <summary>
    /// The most light that one picture of five lose, in [0, 1]: as much everywhere, and as much again across the picture.
    /// </summary>
    public float Lighting { get; init; }

    /// <summary>The largest density of smooth clouds over one picture of five, in [0, 1].</summary>
    public float Haze { get; init; }

    /// <summary>The share of pictures with scratches, up to three straight, jagged or broken lines, in [0, 1].</summary>
    public float Scratches { get; init; }

    /// <summary>The share of pictures of which a band, or all, is in the other polarity, in [0, 1].</summary>
    public float Inversion { get; init; }

    /// <summary>The largest share of values of one picture of five that become black or white, in [0, 1].</summary>
    public float Impulse { get; init; }

    /// <summary>Whether the centre of mass is put back to where it was, as the reader of camera pictures centres each digit.</summary>
    public bool Recentre { get; init; }

    /// <exception cref="TrainingException">An option is out of its range.</exception>
    internal override void Check()
    {
        base.Check();
        Require(Shift, 1000, nameof(Shift));
        Require(Rotation, 180, nameof(Rotation));
        Require(Scale, 10, nameof(Scale));
        Require(Shear, 10, nameof(Shear));
        Require(Elastic, 1000, nameof(Elastic));
        Require(ElasticSmoothness - 0.1f, 100, nameof(ElasticSmoothness) + " − 0.1");
        Require(Thickness, 10, nameof(Thickness));
        Require(Blur, 10, nameof(Blur));
        Require(Contrast, 1, nameof(Contrast));
        Require(Gamma, 10, nameof(Gamma));
        Require(Noise, 1, nameof(Noise));
        Require(Flip, 1, nameof(Flip));
        Require(Crop, 1, nameof(Crop));
        Require(Color, 1, nameof(Color));
        Require(Cutout, 1, nameof(Cutout));
        Require(Lighting, 1, nameof(Lighting));
        Require(Haze, 1, nameof(Haze));
        Require(Scratches, 1, nameof(Scratches));
        Require(Inversion, 1, nameof(Inversion));
        Require(Impulse, 1, nameof(Impulse));
    }

    /// <inheritdoc/>
    internal override Augmenter Create(IReadOnlyList<int> shape, bool arePictures) => shape.Count == 3 && arePictures
        ? new PictureAugmenter(this, shape[0], shape[1], shape[2])
        : throw Unfit("pictures of (channels, height, width)", shape, arePictures);
}
