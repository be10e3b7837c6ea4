using static System.FormattableString;

namespace EdgeNet;

/// <summary>
/// What is done to a picture, or to numbers, before they are a network's input. A network learns from inputs that are prepared in one way,
/// and is right about such inputs alone: its weights carry the way (<see cref="WeightsMetadata.Preparation"/>), and whoever runs it
/// prepares by it, a picture with EdgeNet.Vision's PicturePreparer, numbers with <see cref="NumberResizer"/> and
/// <see cref="Normalize"/>, sound with <see cref="SoundPreparer"/>.
/// </summary>
public sealed record InputPreparation
{
    private const int MaxRank = 8;
    private const int MaxLength = 1 << 28;

    /// <summary>Takes the shape of the input.</summary>
    /// <param name="kind">What the input is.</param>
    /// <param name="shape">Its shape, channels first; of a picture (channels, height, width), with 1 or 3 channels.</param>
    /// <exception cref="ArgumentException">The shape is none that an input of this kind has.</exception>
    public InputPreparation(InputKind kind, IReadOnlyList<int> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        long length = 1;
        foreach (int size in shape)
            length = size < 1 || length > MaxLength ? long.MaxValue : length * size;
        if (shape.Count is 0 or > MaxRank || length > MaxLength)
            throw new ArgumentException(
                Invariant($"Expected 1 to {MaxRank} sizes of 1 or more and at most {MaxLength} elements, found {string.Join("×", shape)}."), nameof(shape));
        if (kind == InputKind.Picture && (shape.Count != 3 || shape[0] is not (1 or 3)))
            throw new ArgumentException(
                $"Expected (1 or 3 channels, height, width) for a picture, found {string.Join("×", shape)}.", nameof(shape));
        if (kind == InputKind.Sound && (shape.Count != 3 || shape[0] != 1))
            throw new ArgumentException($"Expected (1, frames, features) for sound, found {string.Join("×", shape)}.", nameof(shape));
        Kind = kind;
        Shape = [.. shape];
        Length = (int)length;
        Color = kind == InputKind.Picture && shape[0] == 3 ? PictureColor.Rgb : PictureColor.Grey;
        Sound = kind == InputKind.Sound ? SoundFeatures.For(Shape) : null;
        Fit = Color == PictureColor.Rgb ? PictureFit.Fit : PictureFit.Center;
    }

    /// <summary>What the input is.</summary>
    public InputKind Kind { get; }

    /// <summary>The input's shape, channels first.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Elements of the input.</summary>
    public int Length { get; }

    /// <summary>
    /// How a picture is brought to the size; of one channel <see cref="PictureFit.Center"/>, of three <see cref="PictureFit.Fit"/> if not
    /// set.
    /// </summary>
    public PictureFit Fit { get; init; }

    /// <summary>What a picture's channels are.</summary>
    public PictureColor Color { get; init; }

    /// <summary>Whether a picture is inverted.</summary>
    public PictureInversion Inversion { get; init; }

    /// <summary>How numbers of another size are brought to the shape.</summary>
    public NumberResize Resize { get; init; }

    /// <summary>How sound becomes frames of features; null for what is no sound.</summary>
    public SoundFeatures? Sound { get; init; }

    /// <summary>What is subtracted: a number for all channels or one for each. Of pictures in units in which white is 1.</summary>
    public IReadOnlyList<float> Mean { get; init; } = [0];

    /// <summary>What is divided by then: a number for all channels or one for each, above 0.</summary>
    public IReadOnlyList<float> Deviation { get; init; } = [1];

    /// <summary>
    /// How a network's input is prepared where its weights do not say: a picture of 1 or 3 channels as EdgeNet always did (values 0 to 1,
    /// ink 1 and paper 0, paper being told by bright borders), anything else as it is.
    /// </summary>
    /// <param name="inputShape">The network's input, channels first.</param>
    public static InputPreparation DefaultFor(IReadOnlyList<int> inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        if (inputShape.Count != 3 || inputShape[0] is not (1 or 3))
            return new InputPreparation(InputKind.Values, inputShape);
        return new InputPreparation(InputKind.Picture, inputShape) { Inversion = inputShape[0] == 1 ? PictureInversion.BrightPaper : PictureInversion.None };
    }

    /// <summary>Subtracts the mean and divides by the deviation of each channel. Allocates nothing.</summary>
    /// <param name="values"><see cref="Length"/> numbers, channels first; of pictures 0 to 1.</param>
    /// <param name="input">Receives as many; it may be the same memory.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Normalize(ReadOnlySpan<float> values, Span<float> input)
    {
        if (values.Length != Length)
            NetworkArguments.ThrowLength(nameof(values), Length, values.Length);
        if (input.Length != Length)
            NetworkArguments.ThrowLength(nameof(input), Length, input.Length);
        int channels = Mean.Count == 1 && Deviation.Count == 1 ? 1 : Shape[0];
        int plane = Length / channels;
        for (int c = 0; c < channels; c++)
        {
            float mean = Mean[Mean.Count == 1 ? 0 : c], deviation = Deviation[Deviation.Count == 1 ? 0 : c];
            ReadOnlySpan<float> from = values.Slice(c * plane, plane);
            Span<float> to = input.Slice(c * plane, plane);
            if (mean == 0 && deviation == 1)
            {
                from.CopyTo(to);
                continue;
            }

            for (int i = 0; i < from.Length; i++)
                to[i] = (from[i] - mean) / deviation;
        }
    }

    /// <summary>Checks that means, deviations and colours fit the shape.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public void Check()
    {
        if (Problem() is { } problem)
            throw new ArgumentException("Preparation: " + problem + ".");
    }

    /// <summary>What is wrong with means or deviations; null where nothing is.</summary>
    internal string? Problem()
    {
        if ((Mean.Count != 1 && Mean.Count != Shape[0]) || (Deviation.Count != 1 && Deviation.Count != Shape[0]))
            return Invariant($"expected 1 or {Shape[0]} means and deviations, found {Mean.Count} and {Deviation.Count}");
        foreach (float mean in Mean)
            if (!float.IsFinite(mean)) return Invariant($"expected finite means, found {mean}");
        foreach (float deviation in Deviation)
            if (!float.IsFinite(deviation) || deviation <= 0) return Invariant($"expected deviations above 0, found {deviation}");
        if ((Sound is not null) != (Kind == InputKind.Sound)) return "expected features for sound, and for nothing else";
        if (Sound?.Problem(Shape) is { } problem) return problem;
        if (Resize != NumberResize.None && (Kind != InputKind.Values || (Resize == NumberResize.Pad && Shape.Count > 2)))
            return "expected resizing of numbers, and padding of series, found another";
        if (Kind == InputKind.Picture && (Color == PictureColor.Grey) != (Shape[0] == 1))
            return Invariant(
                $"expected {(Shape[0] == 1 ? "grey" : "colours")} for {Shape[0]} {(Shape[0] == 1 ? "channel" : "channels")}, found the other");
        return null;
    }
}
