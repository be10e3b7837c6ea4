using System.Diagnostics;
using System.Globalization;
using EdgeNet.Cli.Output;
using EdgeNet.Training;
using Spectre.Console;

namespace EdgeNet.Cli.Training;

/// <summary>A bar that moves through all epochs, with loss and accuracy of the one under way, and above it a line for each epoch done; for terminals.</summary>
internal sealed class LiveDisplay : ITrainingDisplay
{
    /// <summary>How often the figures change: more often cannot be read, and costs training time.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly IAnsiConsole _console;
    private readonly EpochTable _table;
    private readonly ProgressTask _task;
    private long _shown;

    private LiveDisplay(IAnsiConsole console, EpochTable table, ProgressTask task)
    {
        _table = table;
        _console = console;
        _task = task;
    }

    /// <summary>Shows the bar while work goes on.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="table">Makes lines of epochs.</param>
    /// <param name="work">The work; it reports to the display that it is given.</param>
    public static T Run<T>(IAnsiConsole console, EpochTable table, Func<ITrainingDisplay, T> work) =>
        console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new LiveDisplay(console, table, context.AddTask("starting", maxValue: 1))));

    public void OnBatch(BatchReport report)
    {
        if (report.Samples < report.TotalSamples && Stopwatch.GetElapsedTime(_shown) < Interval) return;
        _shown = Stopwatch.GetTimestamp();
        // Over all epochs: a task that has once been full counts as finished.
        _task.MaxValue = report.Epochs;
        _task.Value = report.Epoch - 1 + report.Fraction;
        _task.Description = report.Samples < report.TotalSamples
            ? string.Create(CultureInfo.InvariantCulture, $"epoch {report.Epoch}/{report.Epochs}  loss {report.Loss:0.0000}  {Right(report)}{report.Speed:N0} samples/s")
            : string.Create(CultureInfo.InvariantCulture, $"epoch {report.Epoch}/{report.Epochs}  loss {report.Loss:0.0000}  evaluating");
    }

    private string Right(BatchReport report) =>
        _table.Accuracy(report.Accuracy) is { Length: > 0 } accuracy ? $"accuracy {accuracy}  " : "";

    public void OnEpoch(EpochReport report) => _console.WriteLine(_table.Line(report));
}
