using System.Globalization;
using System.Net;
using System.Text;
using EdgeNet.Cli.Output;
using EdgeNet.Cli.Predicting;
using EdgeNet.Safety;
using EdgeNet.Training.Data;
using EdgeNet.Training.Robustness;

namespace EdgeNet.Cli.Evaluation.Robustness;

/// <summary>
/// Pictures of samples that an attack fooled, and a page that shows them: before, the change, after, each with the network's answer. The
/// page may load and run nothing but its own pictures and style.
/// </summary>
internal sealed class AttackPictures
{
    private const string Page = "index.html";

    /// <summary>More than are shown: some are of samples that were answered wrongly before.</summary>
    private const int MostKept = 64;

    private const string Head = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width">
        <title>EdgeNet: adversarial examples</title>
        <style>
        body { font: 14px/1.4 system-ui, sans-serif; margin: 2em; color: #222; background: #fafafa }
        figure { margin: 0 0 1.5em; padding: 8px; width: 656px; max-width: 100%; overflow-wrap: anywhere }
        figure { background: #fff; border: 1px solid #ddd }
        img { width: 656px; max-width: 100%; image-rendering: pixelated }
        figcaption { margin-top: 6px }
        </style>
        </head>
        <body>
        <h1>Adversarial examples</h1>

        """;

    private readonly string _folder;
    private readonly ImageSet _test;
    private readonly IReadOnlyList<string> _classes;
    private readonly SortedDictionary<int, AdversarialExample> _examples = [];

    /// <param name="folder">The folder, which is made if it is not there.</param>
    /// <param name="test">The samples.</param>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="force">Whether files may be overwritten.</param>
    /// <exception cref="CommandException">Samples are no pictures, the folder is a file, or it has such files already.</exception>
    public AttackPictures(string folder, ImageSet test, IReadOnlyList<string> classes, bool force)
    {
        if (!CorruptionEvaluator.ArePictures(test) || test.Shape[0] is not (1 or 3))
            throw new CommandException($"--pictures: expected pictures, found samples of {Format.Shape(test.Shape)}.");
        if (File.Exists(folder)) throw new CommandException($"--pictures: expected a folder, found the file {folder}.");
        (_folder, _test, _classes) = (folder, test, classes);
        string? there = Enumerable.Range(1, RobustnessOptions.StandardExamples).Select(NameOf).Prepend(Page)
            .Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (there is not null && !force) throw new CommandException($"{there}: is there already; --force overwrites it.");
    }

    /// <summary>The path of the first picture of a folder.</summary>
    public static string FirstOf(string folder) => Path.Combine(folder, NameOf(1));

    /// <summary>Keeps an example; of a sample the first one. Called on any thread.</summary>
    public void Note(AdversarialExample example)
    {
        lock (_examples)
        {
            _examples.TryAdd(example.Sample, example);
            if (_examples.Count > MostKept) _examples.Remove(_examples.Keys.Last());
        }
    }

    /// <summary>Writes what was kept.</summary>
    /// <param name="create">Makes the network that answers.</param>
    /// <param name="epsilon">The strength of the attacks.</param>
    /// <param name="network">The network's name.</param>
    /// <param name="areProbabilities">Whether its outputs are probabilities.</param>
    /// <returns>Whether there was any.</returns>
    public bool Write(Func<INetwork<float>> create, float epsilon, string network, bool areProbabilities)
    {
        using INetwork<float> answering = create();
        var figures = new StringBuilder();
        int count = 0;
        foreach (AdversarialExample example in _examples.Values)
        {
            if (count == RobustnessOptions.StandardExamples) break;
            (int before, double sure) = Answer(answering, example.Clean, areProbabilities);
            (int after, double surer) = Answer(answering, example.Changed, areProbabilities);
            int label = _test.Label(example.Sample);
            // The generated code rounds otherwise than the passes that the attack followed: of an answer on the edge it may not be fooled.
            if (before != label || after == label) continue;
            if (count == 0) Directory.CreateDirectory(_folder);
            string file = NameOf(++count);
            OutputFile.Write(
                Path.Combine(_folder, file), stream => ExampleDrawing.WritePng(stream, example, _test.Shape, _test.Preparation));
            figures.Append(CultureInfo.InvariantCulture, $"<figure><img alt=\"\" src=\"{file}\"><figcaption>sample {example.Sample}: ")
                .Append(Said(before, sure)).Append("; changed: ").Append(Said(after, surer)).Append("</figcaption></figure>\n");
        }

        _examples.Clear();
        if (count == 0) return false;
        string strength = epsilon.ToString("0.####", CultureInfo.InvariantCulture);
        string text = $"{Head}<p>{Text(network)}, every value changed by at most {strength} of its range. Left: the sample. "
            + $"Middle: the change, magnified, grey where nothing changes. Right: the changed sample.</p>\n{figures}</body>\n</html>\n";
        OutputFile.WriteText(Path.Combine(_folder, Page), text);
        return true;
    }

    private (int Class, double Probability) Answer(INetwork<float> network, float[] input, bool areProbabilities)
    {
        float[] outputs = new float[network.Info.OutputLength];
        network.Infer(input, outputs);
        int classes = network.Info.Outputs[0].Length;
        return Likelihoods.Largest(outputs.AsSpan(0, classes), areProbabilities, classes, 1)[0];
    }

    private string Said(int answer, double probability)
    {
        string name = answer < _classes.Count ? _classes[answer] : answer.ToString(CultureInfo.InvariantCulture);
        return $"<b>{Text(name)}</b>, {Format.Percent(probability)}";
    }

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"example-{number:00}.png");

    private static string Text(string text) => WebUtility.HtmlEncode(PlainText.Escape(text));
}
