using EdgeNet.Cli.Output;
using EdgeNet.Safety;

namespace EdgeNet.Cli.Targets;

/// <summary>What a network says of a sample, where that is no single class.</summary>
/// <param name="metadata">What the outputs stand for.</param>
/// <param name="count">Outputs.</param>
/// <param name="areProbabilities">Whether outputs of classes are probabilities, and not logits.</param>
internal sealed class TargetAnswers(WeightsMetadata metadata, int count, bool areProbabilities)
{
    private const double Has = 0.5;

    /// <summary>A line for people: the numbers, or the classes that the sample has.</summary>
    /// <param name="file">The sample.</param>
    /// <param name="outputs">The network's outputs.</param>
    public string Text(string file, ReadOnlySpan<float> outputs)
    {
        var words = new List<string>();
        for (int i = 0; i < count; i++)
        {
            string name = PlainText.Escape(metadata.NameOf(i));
            if (metadata.Outputs == TargetKind.Numbers) words.Add($"{name} {TargetTables.Number(outputs[i])}");
            else if (Probability(outputs[i]) >= Has) words.Add($"{name} {Format.Percent(Probability(outputs[i]))}");
        }

        return $"{file}: {(words.Count > 0 ? string.Join(", ", words) : "none of the classes")}";
    }

    /// <summary>A line of JSON.</summary>
    /// <param name="file">The sample.</param>
    /// <param name="outputs">The network's outputs.</param>
    /// <param name="time">How long it took.</param>
    public string Line(string file, ReadOnlySpan<float> outputs, TimeSpan time)
    {
        float[] own = outputs[..count].ToArray();
        return Json.Object(json =>
        {
            json.WriteString("file", file);
            json.WriteObjects(metadata.Outputs == TargetKind.Numbers ? "numbers" : "labels", Enumerable.Range(0, count), i =>
            {
                json.WriteString("name", metadata.NameOf(i));
                if (metadata.Outputs == TargetKind.Numbers)
                {
                    // JSON has no infinity.
                    if (float.IsFinite(own[i])) json.WriteNumber("value", own[i]);
                    else json.WriteNull("value");
                    return;
                }

                json.WriteNumber("index", i);
                double probability = Probability(own[i]);
                if (double.IsFinite(probability)) json.WriteNumber("confidence", Math.Round(probability, 6));
                else json.WriteNull("confidence");
                json.WriteBoolean("has", probability >= Has);
            });
            json.WriteNumber("milliseconds", Math.Round(time.TotalMilliseconds, 3));
        });
    }

    private double Probability(float output) => areProbabilities ? output : 1 / (1 + Math.Exp(-output));
}
