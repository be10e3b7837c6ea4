using System.Runtime.InteropServices;
using EdgeNet.Training.Data.Arrays;
using EdgeNet.Training.Data.Files;
using EdgeNet.Training.Data.Streaming;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Training.Data;

/// <summary>
/// Loads files of numbers, a sample each: .npy, .csv or .tsv with a row for each step of a series and a column for each channel, and raw
/// numbers without a header (<see cref="RawFile"/>).
/// </summary>
internal sealed class NumberLoader(
    DataFiles files, IReadOnlyList<int> inputShape, DatasetOptions options) : SampleLoader(files, inputShape, options)
{
    /// <inheritdoc/>
    public override string What => "samples";

    /// <inheritdoc/>
    public override string FormatNames => ".npy, .csv, .tsv or raw (.bin, .raw)";

    /// <inheritdoc/>
    public override bool AreBytes => false;

    /// <inheritdoc/>
    protected override InputPreparation Preparation { get; } = new(InputKind.Values, inputShape);

    /// <inheritdoc/>
    public override void Prepare(IReadOnlyList<string> some)
    {
    }

    /// <inheritdoc/>
    public override SampleDecoder CreateDecoder() => new Decoder(Files, InputShape);

    /// <inheritdoc/>
    protected internal override bool IsSample(string path, PictureFormat format) =>
        ArraySource.IsTable(path) || Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase) || RawFile.Is(path);

    private sealed class Decoder(DataFiles files, IReadOnlyList<int> inputShape) : SampleDecoder
    {
        private readonly DatasetOptions _options = new() { Preparation = new InputPreparation(InputKind.Values, inputShape) };

        public override void Decode(string path, Span<byte> sample)
        {
            NumberArray array = RawFile.Is(path) ? RawFile.Read(files, path, inputShape) : new ArraySource(files, path).Read();
            // The axis of samples that arrays of many have. Of a table the columns are channels, as channels are last in it.
            var one = array with { Dimensions = [1, .. array.Dimensions] };
            SampleFitter.Fit(one, [0], inputShape, _options).ReadRaw(0, MemoryMarshal.Cast<byte, float>(sample));
        }
    }
}
