namespace EdgeNet.Training.Robustness;

/// <summary>The corruptions that a network is measured with, and those that have no meaning for its input.</summary>
public static class CorruptionSuite
{
    private static readonly Corruption[] Pictures =
    [
        .. ((float[])[5, 10, 15, 30, 45, 90, 180]).Select(degrees => new RotationCorruption(degrees, IsFixed: false)),
        .. ((float[])[5, 10, 15, 30, 45, 90, 180]).Select(degrees => new RotationCorruption(degrees, IsFixed: true)),
        new ShiftCorruption(0.05f), new ShiftCorruption(0.1f), new ShiftCorruption(0.2f),
        new ScaleCorruption(0.7f), new ScaleCorruption(0.85f), new ScaleCorruption(1.15f), new ScaleCorruption(1.3f),
        new LightingCorruption(0.2f), new LightingCorruption(0.4f), new LightingCorruption(0.6f),
        new GainCorruption(0.5f), new GainCorruption(0.75f), new GainCorruption(1.5f),
        new ContrastCorruption(0.75f), new ContrastCorruption(0.5f), new ContrastCorruption(0.25f),
        new BlurCorruption(0.5f), new BlurCorruption(1), new BlurCorruption(1.5f), new BlurCorruption(2),
        new NoiseCorruption(0.1f), new NoiseCorruption(0.2f), new NoiseCorruption(0.3f), new NoiseCorruption(0.4f),
        new OcclusionCorruption(0.2f), new OcclusionCorruption(0.3f), new OcclusionCorruption(0.4f),
        new InversionCorruption(),
    ];

    private static readonly Corruption[] Numbers =
    [
        new NoiseCorruption(0.1f), new NoiseCorruption(0.2f), new NoiseCorruption(0.4f),
        new OffsetCorruption(0.05f), new OffsetCorruption(0.1f),
        new AmplitudeCorruption(0.75f), new AmplitudeCorruption(1.25f),
        new MaskCorruption(0.1f), new MaskCorruption(0.3f),
    ];

    /// <summary>
    /// The fifteen corruptions of MNIST-C (N. Mu, J. Gilmer, "MNIST-C: A robustness benchmark for computer vision", 2019).
    /// </summary>
    public static IReadOnlyList<Corruption> MnistC { get; } =
    [
        new ShotNoiseCorruption(), new ImpulseNoiseCorruption(), new GlassBlurCorruption(), new MotionBlurCorruption(),
        new ShearCorruption(), new ShrinkCorruption(), new TurnCorruption(), new BrightnessCorruption(), new TranslateCorruption(),
        new StripeCorruption(), new FogCorruption(), new SpatterCorruption(), new DottedLineCorruption(), new ZigzagCorruption(),
        new CannyEdgesCorruption(),
    ];

    /// <summary>The corruptions of samples, those of one family together.</summary>
    /// <param name="arePictures">Whether samples are pictures of (channels, height, width); else they are series, volumes or other
    /// numbers.</param>
    public static IReadOnlyList<Corruption> For(bool arePictures) => arePictures ? [.. Pictures, .. MnistC] : Numbers;

    /// <summary>The families that samples have no corruptions of.</summary>
    /// <param name="arePictures">Whether samples are pictures.</param>
    public static IReadOnlyList<string> NotApplicable(bool arePictures)
    {
        string[] own = [.. For(arePictures).Select(c => c.Family).Distinct()];
        return [.. For(!arePictures).Select(c => c.Family).Distinct().Where(f => arePictures is false && !own.Contains(f))];
    }
}
