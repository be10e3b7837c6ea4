using System.Text.Json;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Cli.Targets;
using EdgeNet.Safety;
using EdgeNet.Training;
using EdgeNet.Training.Data;

namespace EdgeNet.Cli.Training;

/// <summary>
/// The story of a training run as JSON, brought up to date after each epoch:
/// {"network","fingerprint","command","data":{…},"epochs":[{…}],"best","reason" (null while it goes on),"deadLayers":[…],"seconds"}.
/// </summary>
internal sealed class TrainingReport(string path, NetworkEntry network, string command, Dataset data) : ITrainingStory
{
    private readonly List<EpochReport> _epochs = [];

    /// <inheritdoc/>
    public void Add(EpochReport epoch)
    {
        _epochs.Add(epoch);
        Write(_epochs, reason: null, [], _epochs.Sum(e => (e.TrainingTime + e.EvaluationTime).TotalSeconds));
    }

    /// <inheritdoc/>
    public void Finish(TrainingResult result) => Write(result.Epochs, result.Reason, result.DeadLayers, result.Elapsed.TotalSeconds);

    private void Write(IReadOnlyList<EpochReport> epochs, StopReason? reason, IReadOnlyList<string> deadLayers, double seconds)
    {
        string text = Json.Object(json =>
        {
            json.WriteString("network", network.Name);
            json.WriteString("fingerprint", network.Info.Fingerprint);
            json.WriteString("command", command);
            json.WriteStartObject("data");
            json.WriteString("name", data.Name);
            json.WriteNumber("training", data.Train.Count);
            json.WriteNumber("test", data.Test?.Count ?? 0);
            json.WriteEndObject();
            json.WriteObjects("epochs", epochs, epoch => WriteEpoch(json, epoch));
            if (epochs.LastOrDefault(e => e.IsBest) is { } best) json.WriteNumber("best", best.Epoch);
            else json.WriteNull("best");
            json.WriteString("reason", reason?.ToString());
            json.WriteStartArray("deadLayers");
            foreach (string layer in deadLayers) json.WriteStringValue(layer);
            json.WriteEndArray();
            json.WriteNumber("seconds", Math.Round(seconds, 1));
        });
        OutputFile.WriteText(path, text + "\n");
    }

    private void WriteEpoch(Utf8JsonWriter json, EpochReport epoch)
    {
        json.WriteNumber("epoch", epoch.Epoch);
        json.WriteNumber("learningRate", epoch.LearningRate);
        json.WriteNumber("loss", Math.Round(epoch.TrainingLoss, 6));
        json.WriteNumber("accuracy", Math.Round(epoch.TrainingAccuracy, 6));
        WriteEvaluation(json, "training", epoch.Train);
        WriteEvaluation(json, "validation", epoch.Validation);
        if (epoch.Test is { } test) WriteEvaluation(json, "test", test);
        json.WriteBoolean("best", epoch.IsBest);
        json.WriteString("fit", epoch.Fit.Text);
        json.WriteNumber("trainingSeconds", Math.Round(epoch.TrainingTime.TotalSeconds, 2));
        json.WriteNumber("evaluationSeconds", Math.Round(epoch.EvaluationTime.TotalSeconds, 2));
    }

    private void WriteEvaluation(Utf8JsonWriter json, string name, EvaluationResult result)
    {
        json.WriteStartObject(name);
        json.WriteNumber("samples", result.Samples);
        if (result.Numbers.Count == 0)
        {
            json.WriteNumber("correct", result.Correct);
            json.WriteNumber("accuracy", Math.Round(result.Accuracy, 6));
        }

        TargetJson.Write(json, data.Classes, result);
        json.WriteNumber("loss", Math.Round(result.Loss, 6));
        json.WriteEndObject();
    }
}
