using EdgeNet.Training.Data.Files;
using EdgeNet.Training.Data.Streaming;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Training.Data.Sounds;

/// <summary>Loads sounds, a WAV file each, as <see cref="SoundPreparer"/> prepares them.</summary>
internal sealed class SoundLoader(
    DataFiles files, IReadOnlyList<int> inputShape, DatasetOptions options) : SampleLoader(files, inputShape, options)
{
    /// <inheritdoc/>
    public override string What => "sounds";

    /// <inheritdoc/>
    public override string FormatNames => ".wav";

    /// <inheritdoc/>
    public override bool AreBytes => false;

    /// <inheritdoc/>
    protected override InputPreparation Preparation { get; } =
        Plain(options.Preparation ?? new InputPreparation(InputKind.Sound, inputShape));

    /// <inheritdoc/>
    public override void Prepare(IReadOnlyList<string> some)
    {
    }

    /// <inheritdoc/>
    public override SampleDecoder CreateDecoder() => new SoundDecoder(Files, Preparation);

    /// <inheritdoc/>
    protected internal override bool IsSample(string path, PictureFormat format) => SoundDecoder.Is(path);

    /// <summary>Mean and deviation are applied when samples are read.</summary>
    private static InputPreparation Plain(InputPreparation preparation) => preparation with { Mean = [0], Deviation = [1] };
}
