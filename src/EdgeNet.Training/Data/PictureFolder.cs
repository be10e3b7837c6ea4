using System.Globalization;
using EdgeNet.Vision.Pictures;
using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>
/// A folder of pictures (JPEG, PNG, BMP, WebP, GIF, TIFF or PNM), a folder a class: DIR/train/CLASS/… and DIR/test/CLASS/…, or DIR/CLASS/…, of
/// which a seeded choice then is the test part. Classes are ordered by name; names that are all numbers are the classes' numbers. Hidden
/// files and folders are passed over. A network's paper is 0: where most pictures have bright borders, all are inverted.
/// </summary>
public static class PictureFolder
{
    private const int TestShare = 7;
    private const int MostClasses = 100_000;
    private const int PaperSamples = 100;

    /// <summary>Reads the folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="inputShape">The network's input shape, which the pictures are brought to.</param>
    /// <param name="seed">Chooses the test part where the folder has none.</param>
    /// <returns>The data set; <see cref="Dataset.Warnings"/> names pictures that are damaged or passed over.</returns>
    /// <exception cref="TrainingException">There are no pictures, or more than a tenth of them cannot be read.</exception>
    public static Dataset Read(string folder, IReadOnlyList<int> inputShape, int seed)
    {
        if (!Directory.Exists(folder)) throw new TrainingException($"{folder}: there is no such folder.");
        if (inputShape.Count == 3 && inputShape[0] != 1)
            throw new TrainingException(
                $"{folder}: pictures are read as grey, one channel; the network's input is {string.Join("×", inputShape)}.");
        string train = Path.Combine(folder, "train"), test = Path.Combine(folder, "test");
        bool parts = Directory.Exists(train);
        string root = parts ? train : folder;
        string[] classes = Classes(root);
        var loader = new PictureLoader(folder, inputShape);
        List<(string Path, int Label)> trainFiles = Files(root, classes, loader), testFiles = [];
        if (parts && Directory.Exists(test)) testFiles = Files(test, classes, loader);
        else if (!parts) (trainFiles, testFiles) = Split(trainFiles, seed);

        loader.Invert = HasBrightPaper(trainFiles, loader);
        ImageSet? testSet = testFiles.Count == 0 ? null : loader.Load(testFiles);
        ImageSet trainSet = loader.Load(trainFiles);
        loader.ThrowIfTooManyFailed(trainFiles.Count + testFiles.Count);
        return new Dataset(folder, classes, trainSet, test: testSet is { Count: 0 } ? null : testSet) { Warnings = loader.Warnings() };
    }

    /// <summary>The folders of the classes that a folder holds.</summary>
    internal static IEnumerable<string> ClassFolders(string root) => Directory.EnumerateDirectories(root).Where(d => !PictureListing.IsHidden(d));

    private static string[] Classes(string root)
    {
        string[] names = [.. ClassFolders(root).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];
        if (names.Length == 0) throw new TrainingException($"{root}: expected a folder of pictures for each class, found none.");
        if (!names.All(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out int c) && c < MostClasses)) return names;
        int count = 1 + names.Max(n => int.Parse(n, CultureInfo.InvariantCulture));
        string?[] classes = new string?[count];
        foreach (string name in names)
            classes[int.Parse(name, CultureInfo.InvariantCulture)] ??= name;
        return [.. classes.Select((name, c) => name ?? Invariant($"{c}"))];
    }

    private static List<(string Path, int Label)> Files(string root, string[] classes, PictureLoader loader)
    {
        var files = new List<(string, int)>();
        foreach (string name in ClassFolders(root).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal))
        {
            string path = Path.Combine(root, name);
            int label = Array.IndexOf(classes, name);
            if (label < 0) throw new TrainingException($"{path}: there is no such class among the training pictures.");
            files.AddRange(loader.List(path).Select(p => (p, label)));
        }

        return files;
    }

    private static (List<(string Path, int Label)> Train, List<(string Path, int Label)> Test) Split(List<(string Path, int Label)> files, int seed)
    {
        int[] order = [.. Enumerable.Range(0, files.Count)];
        new SampleRandom((ulong)seed, stream: 0x7E57).Shuffle(order);
        int test = files.Count / TestShare;
        return ([.. order.Skip(test).Order().Select(i => files[i])], [.. order.Take(test).Order().Select(i => files[i])]);
    }

    /// <summary>Whether the borders of most pictures, of some taken at even distances, are bright.</summary>
    private static bool HasBrightPaper(List<(string Path, int Label)> files, PictureLoader loader)
    {
        int bright = 0, seen = 0;
        for (int i = 0; i < files.Count; i += Math.Max(1, files.Count / PaperSamples))
        {
            if (loader.Read(files[i].Path) is not { } picture) continue;
            seen++;
            long sum = 0, count = 0;
            for (int y = 0; y < picture.Height; y++)
            {
                bool whole = y == 0 || y == picture.Height - 1;
                for (int x = 0; x < picture.Width; x += whole ? 1 : Math.Max(1, picture.Width - 1), count++)
                    sum += picture.Row(y)[x];
            }

            if (sum > 127 * count) bright++;
        }

        return 2 * bright > seen;
    }
}
