using EdgeNet.Training;

namespace EdgeNet.Cli.Training;

/// <summary>A line an epoch, for files and pipes.</summary>
internal sealed class PlainDisplay(TextWriter output, EpochTable table) : ITrainingDisplay
{
    public void OnBatch(BatchReport report)
    {
    }

    public void OnEpoch(EpochReport report)
    {
        output.WriteLine(table.Line(report));
        output.Flush();
    }
}
