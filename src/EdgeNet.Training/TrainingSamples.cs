using EdgeNet.Training.Data;
using EdgeNet.Training.Gradients;

namespace EdgeNet.Training;

/// <summary>The training part as the workers take it: distorted, each picture differently in each epoch.</summary>
internal sealed class TrainingSamples(ImageSet images) : ISampleSource
{
    public void Read(int sample, ulong key, int worker, Span<float> input) => images.Read(sample, input);

    public int Label(int sample) => images.Label(sample);
}
