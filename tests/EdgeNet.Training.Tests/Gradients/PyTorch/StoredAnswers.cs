using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeNet.Training.Tests.Gradients.PyTorch;

/// <summary>Answers of PyTorch that stand beside the tests, for machines without it: answers.json.</summary>
internal static class StoredAnswers
{
    /// <summary>Names a file that takes the answers anew, when cases have changed.</summary>
    private const string StoreVariable = "EDGENET_STORE_ANSWERS";

    /// <summary>Digits of a number: as many as the tolerance needs, and two more.</summary>
    private const int Digits = 7;

    /// <summary>Elements of a tensor that are kept, spread over it.</summary>
    private const int Most = 16;

    /// <summary>Reads them.</summary>
    public static IReadOnlyDictionary<string, GradientAnswer> Read()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Gradients", "PyTorch", "answers.json");
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(path));
        return file.RootElement.EnumerateObject().ToDictionary(answer => answer.Name, answer => new GradientAnswer(
            answer.Value.GetProperty("loss").GetDouble(),
            answer.Value.GetProperty("tensors").EnumerateObject().ToDictionary(
                tensor => tensor.Name, tensor => tensor.Value.EnumerateArray().Select(v => v.GetDouble()).ToArray())));
    }

    /// <summary>The part of an answer that is kept.</summary>
    /// <param name="answer">The answer.</param>
    public static GradientAnswer Part(GradientAnswer answer) =>
        answer with { Tensors = answer.Tensors.ToDictionary(t => t.Key, t => Spread(t.Value)) };

    /// <summary>Holds them to fresh answers, or writes those where a file is named.</summary>
    /// <param name="fresh">What PyTorch said just now.</param>
    public static void Check(IReadOnlyDictionary<string, GradientAnswer> fresh)
    {
        if (Environment.GetEnvironmentVariable(StoreVariable) is { Length: > 0 } path)
        {
            Write(path, fresh);
            return;
        }

        IReadOnlyDictionary<string, GradientAnswer> stored = Read();
        Assert.Empty(fresh.SelectMany(answer =>
            stored[answer.Key].Differences(Part(answer.Value)).Select(d => $"stored {answer.Key}: {d}")));
    }

    private static void Write(string path, IReadOnlyDictionary<string, GradientAnswer> answers)
    {
        var lines = answers.Select(answer =>
        {
            var tensors = new JsonObject(Part(answer.Value).Tensors.Select(t =>
                KeyValuePair.Create(t.Key, (JsonNode?)new JsonArray([.. t.Value.Select(v => (JsonNode)Round(v))]))));
            return $"\"{answer.Key}\": {new JsonObject { ["loss"] = Round(answer.Value.Loss), ["tensors"] = tensors }.ToJsonString()}";
        });
        File.WriteAllText(path, "{\n" + string.Join(",\n", lines) + "\n}\n");
    }

    private static double[] Spread(double[] values)
    {
        int step = (values.Length + Most - 1) / Most;
        return [.. values.Where((_, i) => i % step == 0)];
    }

    private static double Round(double value) =>
        double.Parse(value.ToString("G" + Digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
