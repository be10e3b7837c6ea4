using System.Buffers.Binary;
using System.Security.Cryptography;
using EdgeNet.Training.Data.Arrays;
using EdgeNet.Training.Data.Files;
using EdgeNet.Training.Data.Sounds;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Preparation;
using static System.FormattableString;

namespace EdgeNet.Training.Data.Checks;

/// <summary>
/// Looks at a data set before anybody trains with it: counts, sizes, broken samples and copies. It needs no network: pictures, sounds and
/// numbers are looked at as they are.
/// </summary>
public static class DataCheck
{
    private static readonly int[] Colors = [3, 1, 1];
    private static readonly int[] Sounds = [1, 1, 1];
    private static readonly int[] Series = [1, 1];

    /// <summary>Looks at a data set.</summary>
    /// <param name="path">The folder, archive or file.</param>
    /// <param name="outputs">What is to be learnt, where the data could be read in two ways; null to leave it to the data.</param>
    /// <exception cref="TrainingException">There is none, or it is damaged as a whole.</exception>
    public static DataReport Run(string path, TargetKind? outputs = null)
    {
        (DataFiles files, string? one) = DatasetFolder.Open(path);
        using (files)
        {
            if (one is null && Classes(files, outputs) is var (loader, tree)) return OfFiles(path, loader, tree);
        }

        return OfArrays(path, outputs);
    }

    /// <summary>Class folders, where these are what training would read.</summary>
    private static (SampleLoader Loader, ClassTree Tree)? Classes(DataFiles files, TargetKind? outputs)
    {
        if (ArrayFinder.Find(files).Count > 0 || CifarFolder.Find(files).Count > 0) return null;
        foreach (int[] shape in (int[][])[Colors, Sounds, Series])
        {
            InputPreparation? preparation = shape.Length == 2 ? new InputPreparation(InputKind.Values, shape)
                : shape == Sounds ? new InputPreparation(InputKind.Sound, shape) : null;
            var options = new DatasetOptions { ForTest = true, Preparation = preparation, Outputs = outputs };
            if (DatasetFolder.FindClasses(files, shape, options) is { Loader: var loader, Tree: var tree }
                && tree.Files.Values.Any(f => f.Count > 0)) return (loader, tree);
        }

        return null;
    }

    private static DataReport OfFiles(string path, SampleLoader loader, ClassTree tree)
    {
        var samples = new List<CheckedSample>();
        // A test part alone stands in for the training part too.
        bool isAlone = tree.Files.TryGetValue(DataPart.Test, out var test) && test.SequenceEqual(tree.Files[DataPart.Train]);
        foreach ((DataPart part, List<(string Path, int Label)> list) in tree.Files.Where(f => !isAlone || f.Key == DataPart.Test)
            .OrderBy(f => f.Key))
            samples.AddRange(list.Select(s => new CheckedSample(s.Path, part, tree.Targets is null ? s.Label : 0)));
        Parallel.For(0, samples.Count, () => new byte[1 << 16], (i, _, buffer) => Look(loader, samples[i], buffer), _ => { });
        // What is no sample is told as training tells it.
        DataReport report = Report(path, tree.Classes, samples, [.. loader.Files.Warnings, .. loader.Warnings(), .. tree.Warnings]);
        return tree.Targets is not { } targets ? report : WithTargets(report, tree.Files.OrderBy(f => f.Key).Select(f =>
            (f.Key, targets.Select(f.Value.Select(s => s.Label).ToArray()))));
    }

    private static byte[] Look(SampleLoader loader, CheckedSample sample, byte[] buffer)
    {
        try
        {
            int length = loader.Files.Read(sample.Name, ref buffer);
            ReadOnlySpan<byte> bytes = buffer.AsSpan(0, length);
            if (loader is PictureLoader)
            {
                GreyPicture picture = Imaging.DesktopPictures.Reader.Read(bytes, sample.Name);
                sample.Size = Invariant($"{picture.Width}×{picture.Height}");
                sample.Thumbnail = Thumbnail.Of(PicturePreparer.Planes(picture.Frame));
                if (picture.Warning is { } warning) sample.Problem = warning;
            }
            else if (loader is SoundLoader)
            {
                float[] sound = [];
                (int count, int rate) = WavFile.Read(bytes, sample.Name, ref sound);
                sample.Size = Invariant($"{(double)count / rate:0.0} s at {rate} Hz");
            }
            else
            {
                sample.Size = RawFile.Is(sample.Name) ? Invariant($"{length} bytes")
                    : new ArraySource(loader.Files, sample.Name).Read().Shape;
            }

            sample.Digest = Digest(bytes);
        }
        catch (Exception e) when (e is PictureException or TrainingException or IOException or UnauthorizedAccessException)
        {
            sample.Problem = e is IOException or UnauthorizedAccessException ? Unreadable.Text(sample.Name, e) : e.Message;
        }

        return buffer;
    }

    private static DataReport OfArrays(string path, TargetKind? outputs)
    {
        var options = new DatasetOptions { Outputs = outputs };
        IReadOnlyList<int> shape = DatasetFolder.OwnShape(path) ?? DatasetFolder.Examine(path, Series, options).Shape
            ?? throw new TrainingException($"{path}: expected samples of a shape of their own, found none.");
        Dataset data = DatasetFolder.Read(path, shape, options: options);
        var samples = new List<CheckedSample>();
        foreach ((DataPart part, ImageSet? set) in new[] { (DataPart.Train, data.Train), (DataPart.Validation, data.Validation),
            (DataPart.Test, data.Test) })
        {
            if (set is null) continue;
            int first = samples.Count;
            for (int i = 0; i < set.Count; i++)
                samples.Add(new CheckedSample(Invariant($"{PartNames.NameOf(part)} sample {i}"), part, set.Label(i)));
            Parallel.For(0, set.Count, i => Look(set, i, samples[first + i]));
        }

        DataReport report = Report(path, data.Classes, samples, data.Warnings);
        return data.Outputs == TargetKind.Classes ? report : WithTargets(report,
            new[] { (DataPart.Train, data.Train), (DataPart.Validation, data.Validation), (DataPart.Test, data.Test) }
                .Where(p => p.Item2 is not null).Select(p => (p.Item1, p.Item2!.Targets!)));
    }

    /// <summary>Counts a sample for each of its classes, and looks at numbers.</summary>
    private static DataReport WithTargets(DataReport report, IEnumerable<(DataPart Part, TargetSet Targets)> parts)
    {
        (DataPart Part, TargetSet Targets)[] all = [.. parts];
        TargetSet first = all[0].Targets;
        return report with
        {
            Outputs = first.Kind,
            Counts = first.Kind == TargetKind.Numbers ? report.Counts
                : [.. all.Select(p => (IReadOnlyList<int>)[.. Enumerable.Range(0, first.Names.Count).Select(p.Targets.CountOf)])],
            Numbers = first.Kind == TargetKind.Numbers ? [.. all.SelectMany(p => NumberRange.Of(PartNames.NameOf(p.Part), p.Targets))] : [],
        };
    }

    private static void Look(ImageSet set, int index, CheckedSample sample)
    {
        Span<byte> digest = stackalloc byte[Streaming.SampleStore.DigestLength];
        set.Digest(index, digest);
        sample.Digest = BinaryPrimitives.ReadUInt128LittleEndian(digest);
        sample.Size = string.Join("×", set.Shape);
        if (!set.ArePictures || set.Shape is not [var channels, var height, var width]) return;
        sample.Thumbnail = Thumbnail.Of(new PixelPlanes(set.Pixels(index), width, height) { Channels = channels, RowStep = width,
            PixelStep = 1, ChannelStep = height * width });
    }

    private static UInt128 Digest(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    /// <summary>What is wrong with a sample, without its name, which stands beside it.</summary>
    private static string Reason(CheckedSample sample) =>
        sample.Problem!.StartsWith(sample.Name + ": ", StringComparison.Ordinal)
            ? sample.Problem[(sample.Name.Length + 2)..] : sample.Problem;

    private static DataReport Report(
        string path, IReadOnlyList<string> classes, List<CheckedSample> samples, IReadOnlyList<string> warnings)
    {
        DataPart[] parts = [.. samples.Select(s => s.Part).Distinct().Order()];
        if (parts.Length == 0) throw new TrainingException($"{path}: expected samples, found none.");
        int[][] counts = [.. parts.Select(p =>
            Stratified.Counts(samples.Where(s => s.Part == p).Select(s => s.Label).ToArray(), classes.Count))];
        return new DataReport
        {
            Name = path,
            Classes = classes,
            Parts = [.. parts.Select(PartNames.NameOf)],
            Samples = [.. parts.Select(p => samples.Count(s => s.Part == p))],
            Counts = counts,
            Sizes = [.. samples.Where(s => s.Size.Length > 0).CountBy(s => s.Size).OrderByDescending(s => s.Value)
                .ThenBy(s => s.Key, StringComparer.Ordinal).Select(s => (s.Key, s.Value))],
            Broken = [.. samples.Where(s => s.Problem is not null).Select(s => (s.Name, Reason(s)))
                .OrderBy(s => s.Name, StringComparer.Ordinal)],
            Duplicates = DuplicateFinder.Find(samples),
            Warnings = warnings,
        };
    }
}
