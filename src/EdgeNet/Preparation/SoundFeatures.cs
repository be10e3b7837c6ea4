using static System.FormattableString;

namespace EdgeNet;

/// <summary>
/// How sound becomes the input of a network, in frames of a number of features each. The usual values are those of MLPerf Tiny's keyword
/// spotting, after TensorFlow's speech commands: windows of 40 ms every 20 ms at 16 kHz, 40 mel bands from 20 to 4,000 Hz.
/// </summary>
public sealed record SoundFeatures
{
    private const int MostRate = 384_000;
    private const int MostWindow = 1 << 16;
    private const int MostBands = 1024;

    /// <summary>Samples a second, 1,000 to 384,000.</summary>
    public int Rate { get; init; } = 16_000;

    /// <summary>Samples of a window, 2 to 65,536.</summary>
    public int Window { get; init; } = 640;

    /// <summary>Samples from a window to the next.</summary>
    public int Stride { get; init; } = 320;

    /// <summary>Mel bands, 1 to 1,024.</summary>
    public int Bands { get; init; } = 40;

    /// <summary>The lower edge of the first band, in Hz.</summary>
    public float Lowest { get; init; } = 20;

    /// <summary>The upper edge of the last band, in Hz; at most half the rate.</summary>
    public float Highest { get; init; } = 4000;

    /// <summary>
    /// Whether the features are the first cepstral coefficients of the bands' logarithms (MFCC); else they are the logarithms themselves, a
    /// feature a band.
    /// </summary>
    public bool AreCepstral { get; init; } = true;

    /// <summary>The features that suit a network's input.</summary>
    /// <param name="shape">(1, frames, features): up to 20 features are cepstral coefficients, more are mel bands.</param>
    public static SoundFeatures For(IReadOnlyList<int> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        const int mostCoefficients = 20;
        return shape.Count == 3 && shape[2] > mostCoefficients ? new SoundFeatures { AreCepstral = false, Bands = shape[2], Highest = 8000 }
            : new SoundFeatures();
    }

    /// <summary>The samples that so many frames take.</summary>
    /// <param name="frames">Frames, 1 or more.</param>
    public int LengthOf(int frames) => Window + (frames - 1) * Stride;

    /// <summary>What is wrong; null where nothing is.</summary>
    /// <param name="shape">The network's input shape.</param>
    internal string? Problem(IReadOnlyList<int> shape)
    {
        if (shape.Count != 3 || shape[0] != 1) return $"expected (1, frames, features) for sound, found {string.Join("×", shape)}";
        if (Rate is < 1000 or > MostRate) return Invariant($"expected a rate of 1,000 to {MostRate}, found {Rate}");
        if (Window is < 2 or > MostWindow || Stride < 1 || Stride > Window)
            return Invariant($"expected windows of 2 to {MostWindow} samples and a stride of at most that, found {Window} and {Stride}");
        if (Bands is < 1 or > MostBands || (AreCepstral ? shape[2] > Bands : shape[2] != Bands))
            return Invariant($"expected bands for {shape[2]} features, found {Bands}");
        if ((long)shape[1] * Stride > 1 << 28) return Invariant($"expected fewer frames, found {shape[1]}");
        return Lowest >= 0 && Highest > Lowest && Highest <= Rate / 2f ? null
            : Invariant($"expected band edges from 0 to half the rate, found {Lowest} and {Highest}");
    }
}
