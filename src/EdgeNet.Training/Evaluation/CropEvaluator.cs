using System.Globalization;
using EdgeNet.Training.Data;
using EdgeNet.Training.Data.Files;
using EdgeNet.Training.Evaluation;
using EdgeNet.Vision.Digits;
using EdgeNet.Vision.Pictures;
using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>
/// Measures a digit network on rough crops, through the reader's own cleaning and centring (<see cref="DigitReader"/>): a folder of
/// pictures for each digit, of any size, dark ink on brighter paper.
/// </summary>
public static class CropEvaluator
{
    /// <summary>Runs a network on every crop.</summary>
    /// <param name="network">The network, ending in a softmax over 0 to 9, and perhaps what is no digit.</param>
    /// <param name="folder">DIR/CLASS/… or DIR/test/CLASS/…; the classes are numbers, from 0 on.</param>
    /// <param name="warnings">What is to be told of the files, a line each.</param>
    /// <exception cref="TrainingException">There are no pictures, or more than a tenth of them cannot be read.</exception>
    public static EvaluationResult Evaluate(INetwork<float> network, string folder, out IReadOnlyList<string> warnings)
    {
        if (!Directory.Exists(folder)) throw new TrainingException($"{folder}: there is no such folder.");
        string test = Path.Combine(folder, "test"), root = Directory.Exists(test) ? test : folder;
        var reader = new DigitReader(network);
        var loader = new PictureLoader(new DiskFiles(folder), network.Info.InputShape, new DatasetOptions());
        List<(string Path, int Label)> files = [];
        foreach (string path in loader.Files.Folders(root).Order(StringComparer.Ordinal))
            files.AddRange(loader.List(path).Select(p => (p, Label(path, reader.Classes))));
        if (files.Count == 0) throw new TrainingException($"{root}: expected a folder of pictures for each digit, found none.");

        List<(GreyPicture Picture, int Label)> crops = [];
        foreach ((string path, int label) in files)
            if (loader.Read(path) is { } picture) crops.Add((picture, label));
        loader.ThrowIfTooManyFailed(files.Count);
        warnings = loader.Warnings();

        var tally = new ClassTally(reader.Classes, [.. crops.Select(c => c.Label)], logits: false);
        float[] probabilities = new float[reader.Classes];
        for (int i = 0; i < crops.Count; i++)
        {
            (GreyPicture picture, int label) = crops[i];
            // Where nothing is found, the answer is the class of what is no digit, or, in a network without one, counted as wrong.
            if (!reader.Read(new GreyFrame(picture.Pixels, picture.Width, picture.Height), probabilities))
                probabilities[reader.Classes > 10 ? 10 : (label + 1) % 10] = 1;
            tally.Add(i, probabilities);
        }

        return tally.Result();
    }

    private static int Label(string path, int classes) =>
        int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out int label) && label < classes
            ? label
            : throw new TrainingException(Invariant($"{path}: expected folders named 0 to {classes - 1}."));
}
