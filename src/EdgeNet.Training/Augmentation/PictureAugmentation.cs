using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>How training pictures are distorted, differently in each epoch. Each range is drawn from uniformly; 0 switches off.</summary>
public sealed record AugmentationOptions
{
    /// <summary>
    /// Distortions that leave a handwritten digit of 20 pixels what it is, as hands, pens and cameras vary; what LeNet-5 is trained with.
    /// </summary>
    public static AugmentationOptions Handwriting { get; } = new()
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

    /// <summary>Whether the centre of mass is put back to where it was, as the reader of camera pictures centres each digit.</summary>
    public bool Recentre { get; init; }

    /// <summary>The share of pictures that is distorted, in [0, 1].</summary>
    public float Probability { get; init; } = 1;

    /// <exception cref="TrainingException">An option is out of its range.</exception>
    internal void Check()
    {
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
        Require(Probability, 1, nameof(Probability));
    }

    private static void Require(float value, float most, string option)
    {
        if (!(value >= 0 && value <= most)) throw new TrainingException(Invariant($"{option}: expected 0 to {most}, found {value}."));
    }
}
