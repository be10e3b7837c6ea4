namespace EdgeNet.Training.Data;

/// <summary>How the samples of a data set are prepared, where that is not left to the data.</summary>
public sealed record DatasetOptions
{
    /// <summary>
    /// How pictures are brought to the network's size; null for <see cref="PictureFit.Center"/> of grey, <see cref="PictureFit.Fit"/> of
    /// colours.
    /// </summary>
    public PictureFit? Fit { get; init; }

    /// <summary>How series of other lengths are brought to the network's; null for <see cref="NumberResize.Stretch"/>.</summary>
    public NumberResize? Resize { get; init; }

    /// <summary>
    /// The bytes that decoded samples may take; where they would take more, they are decoded again whenever they are learnt from. A quarter
    /// of the machine's memory if not set.
    /// </summary>
    public long MemoryBudget { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4;

    /// <summary>Whether pictures are inverted; null for what their borders say of grey ones, and never for colours.</summary>
    public PictureInversion? Inversion { get; init; }

    /// <summary>The order of the channels of color pictures; null for red, green, blue.</summary>
    public PictureColor? Color { get; init; }

    /// <summary>
    /// What is subtracted of each channel, of pictures in units in which white is 1; null for nothing of pictures, and of numbers for the
    /// mean of the training part.
    /// </summary>
    public IReadOnlyList<float>? Mean { get; init; }

    /// <summary>What each channel is divided by then; null for 1, and of numbers for the deviation of the training part.</summary>
    public IReadOnlyList<float>? Deviation { get; init; }

    /// <summary>
    /// The preparation that weights carry which training goes on from. It is taken where it fits the samples (<see cref="TakesLearnt"/>)
    /// and neither mean, deviation nor color is given.
    /// </summary>
    public InputPreparation? Learnt { get; init; }

    /// <summary>The preparation that weights carry, to evaluate them: it replaces all of the above. Null to make one.</summary>
    public InputPreparation? Preparation { get; init; }

    /// <summary>Whether only the test part is wanted: then a data set may have no other.</summary>
    public bool ForTest { get; init; }

    /// <summary>
    /// The classes that weights carry, to evaluate them: folders of these names have their numbers. Empty for those of the data.
    /// </summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>
    /// The columns of a table that are to be learnt, numbers, or 0 and 1 of classes that a sample may have; empty for those that the
    /// table's own names tell.
    /// </summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>
    /// What is to be learnt, or what the weights that are evaluated answer: it decides where the data could be read in two ways, as a
    /// column of decimals could, which are numbers or the names of classes. Null to leave it to the data.
    /// </summary>
    public TargetKind? Outputs { get; init; }

    /// <summary>
    /// Whether samples take means and deviations of <see cref="Learnt"/>: of the same kind, but for sound, and as many channels.
    /// </summary>
    /// <param name="kind">What the samples are.</param>
    /// <param name="shape">The shape of the network's input.</param>
    public bool TakesLearnt(InputKind kind, IReadOnlyList<int> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return Learnt is not null && this is { Mean: null, Deviation: null, Color: null }
            && kind == Learnt.Kind && kind != InputKind.Sound && Channels(shape) == Channels(Learnt.Shape)
            && Fits(Learnt.Mean.Count) && Fits(Learnt.Deviation.Count);

        bool Fits(int count) => count == 1 || count == shape[0];
    }

    /// <summary>The preparation of pictures.</summary>
    /// <param name="shape">The shape of the pictures.</param>
    /// <param name="inversion">What the pictures say of inversion.</param>
    /// <exception cref="TrainingException">Means or deviations do not fit the shape.</exception>
    internal InputPreparation ForPictures(IReadOnlyList<int> shape, PictureInversion inversion)
    {
        try
        {
            if (Preparation is { Kind: InputKind.Picture } given) return given;
            var standard = new InputPreparation(InputKind.Picture, shape);
            InputPreparation usual = TakesLearnt(InputKind.Picture, shape) ? Learnt! : standard with { Inversion = inversion };
            InputPreparation preparation = standard with
            {
                Fit = Fit ?? usual.Fit,
                Inversion = Inversion ?? usual.Inversion,
                Color = Color ?? usual.Color,
                Mean = Mean ?? usual.Mean,
                Deviation = Deviation ?? usual.Deviation,
            };
            preparation.Check();
            return preparation;
        }
        catch (ArgumentException e)
        {
            throw new TrainingException(e.Message, e);
        }
    }

    private static int Channels(IReadOnlyList<int> shape) => shape.Count > 1 ? shape[0] : 1;
}
