using EdgeNet.Tests.Shared;
using EdgeNet.Training.Data;
using EdgeNet.Training.Synthetic;
using EdgeNet.Training.TensorBoard;

namespace EdgeNet.Training.Tests.TensorBoard;

/// <summary>Event files are read back by a decoder of their own, which shares nothing with the writer.</summary>
public sealed class EventFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The vectors of RFC 3720, appendix B.4, and the check value of the CRC catalogue.</summary>
    [Fact]
    public void The_checksum_has_its_published_values()
    {
        Assert.Equal(0x8A9136AAu, RecordFraming.Checksum(new byte[32]));
        Assert.Equal(0x62A8AB43u, RecordFraming.Checksum(Enumerable.Repeat((byte)0xFF, 32).ToArray()));
        Assert.Equal(0x46DD794Eu, RecordFraming.Checksum([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0x113FDB5Cu, RecordFraming.Checksum([.. Enumerable.Range(0, 32).Select(i => (byte)(31 - i))]));
        Assert.Equal(0xE3069283u, RecordFraming.Checksum("123456789"u8));
    }

    [Fact]
    public void Scalars_and_histograms_are_read_back()
    {
        string path;
        TrainingResult result;
        var scalars = new List<EpochReport>();
        using (var file = new EventFile(_folder.PathOf("board")))
        {
            path = file.Path;
            Dataset data = SyntheticDigits.Create(TinyNetwork.InputShape, 300, 60);
            result = new Trainer(TinyNetwork.Graph(), new TrainingOptions { Epochs = 2, Seed = 1, Folds = 0, Threads = 2 }).Run(data,
                onEpoch: epoch =>
            {
                scalars.Add(epoch);
                file.Add(epoch);
            });
            file.Add(2, [new ParameterInfo("c1.weight", [6, 1, 5, 5])], result.Weights);
        }

        List<DecodedEvent> events = DecodedEvent.Read(path);
        Assert.Equal("brain.Event:2", events[0].Version);
        Assert.Equal([0, 1, 2, 2], events.Select(e => e.Step));
        for (int i = 0; i < 2; i++)
        {
            Dictionary<string, float> values = events[i + 1].Scalars;
            Assert.Equal(
                ["accuracy/batches", "accuracy/test", "accuracy/training", "accuracy/validation", "learning_rate", "loss/batches",
                    "loss/test", "loss/training", "loss/validation"],
                values.Keys.Order(StringComparer.Ordinal));
            Assert.Equal((float)scalars[i].Validation.Loss, values["loss/validation"]);
            Assert.Equal((float)scalars[i].Test!.Accuracy, values["accuracy/test"]);
            Assert.Equal(scalars[i].LearningRate, values["learning_rate"]);
        }

        (string tag, double[] limits, double[] buckets, double count, double sum) = Assert.Single(events[3].Histograms);
        float[] weights = result.Weights.GetParameter("c1.weight").ToArray();
        Assert.Equal("weights/c1.weight", tag);
        Assert.Equal(weights.Length, count);
        Assert.Equal(weights.Length, buckets.Sum());
        Assert.Equal(weights.Sum(w => (double)w), sum, 1e-9);
        Assert.Equal(weights.Max(), limits[^1], 1e-6);
        Assert.All(Enumerable.Range(1, limits.Length - 1), i => Assert.True(limits[i] > limits[i - 1]));
    }

    [Fact]
    public void Each_file_is_a_new_one_of_a_name_that_TensorBoard_finds()
    {
        using var one = new EventFile(_folder.Path);
        using var two = new EventFile(_folder.Path);
        Assert.NotEqual(one.Path, two.Path);
        Assert.Matches(@"^events\.out\.tfevents\.\d{10}\.[A-Za-z0-9_-]+\.\d+\.\d+$", Path.GetFileName(one.Path));
    }

    [Fact]
    public void A_histogram_counts_what_is_no_number_nowhere()
    {
        Assert.Null(WeightHistogram.Of([float.NaN, float.PositiveInfinity]));
        Assert.NotNull(WeightHistogram.Of([1, 1, float.NaN]));
    }
}
