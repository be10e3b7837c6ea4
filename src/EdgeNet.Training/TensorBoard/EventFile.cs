using System.Globalization;
using System.Text;

namespace EdgeNet.Training.TensorBoard;

/// <summary>
/// An event file of TensorBoard: scalars for each epoch, and histograms of the weights. The file is named as TensorBoard names them,
/// events.out.tfevents.SECONDS.HOST.PROCESS.NUMBER, and is a new one each time: several of a folder are one run.
/// </summary>
public sealed class EventFile : IDisposable
{
    private const int LongestHost = 60;

    private static int s_count;

    private readonly FileStream _stream;
    private readonly TimeProvider _time;

    /// <summary>Makes a file in a folder, which is made where it is not there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="IOException">It cannot be made, or the folder is a file.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public EventFile(string folder, TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        Directory.CreateDirectory(folder);
        long seconds = _time.GetUtcNow().ToUnixTimeSeconds();
        int number = Interlocked.Increment(ref s_count) - 1;
        Path = System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture,
            $"events.out.tfevents.{seconds:0000000000}.{HostName()}.{Environment.ProcessId}.{number}"));
        // Read while it is written: TensorBoard shows a training that goes on.
        _stream = new FileStream(Path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        Write(0, message => message.Text(3, "brain.Event:2"));
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Adds the scalars of an epoch: loss and accuracy (of numbers R²) by part, and the learning rate.</summary>
    /// <param name="epoch">The epoch; its number is the step.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Add(EpochReport epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        var summary = new EventMessage();
        Scalar("loss/batches", epoch.TrainingLoss);
        Scalar("learning_rate", epoch.LearningRate);
        bool areNumbers = epoch.Validation.Numbers.Count > 0;
        if (!areNumbers) Scalar("accuracy/batches", epoch.TrainingAccuracy);
        foreach ((string part, EvaluationResult? result) in ((string, EvaluationResult?)[])[("training", epoch.Train),
            ("validation", epoch.Validation), ("test", epoch.Test)])
        {
            if (result is null) continue;
            Scalar("loss/" + part, result.Loss);
            if (areNumbers) Scalar("r2/" + part, result.R2);
            else Scalar("accuracy/" + part, result.Accuracy);
        }

        Write(epoch.Epoch, message => message.Message(5, summary));

        void Scalar(string tag, double value) => summary.Message(1, new EventMessage().Text(1, tag).Float(2, (float)value));
    }

    /// <summary>Adds a histogram of each parameter.</summary>
    /// <param name="step">The epoch that they are of.</param>
    /// <param name="parameters">The parameters by name.</param>
    /// <param name="weights">Their values.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Add(int step, IEnumerable<ParameterInfo> parameters, IParameterSource weights)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(weights);
        var summary = new EventMessage();
        foreach (ParameterInfo parameter in parameters)
        {
            if (WeightHistogram.Of(weights.GetParameter(parameter.Name)) is { } histogram)
                summary.Message(1, new EventMessage().Text(1, "weights/" + parameter.Name).Message(5, histogram));
        }

        Write(step, message => message.Message(5, summary));
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void Write(int step, Action<EventMessage> content)
    {
        double seconds = (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        EventMessage message = new EventMessage().Double(1, seconds).Whole(2, step);
        content(message);
        RecordFraming.Write(_stream, message.ToArray());
        _stream.Flush();
    }

    /// <summary>The machine's name as a part of a file name: letters, digits and hyphens.</summary>
    private static string HostName()
    {
        var name = new StringBuilder();
        foreach (char letter in Environment.MachineName) name.Append(char.IsAsciiLetterOrDigit(letter) || letter == '-' ? letter : '_');
        return name.Length == 0 ? "host" : name.ToString(0, Math.Min(name.Length, LongestHost));
    }
}
