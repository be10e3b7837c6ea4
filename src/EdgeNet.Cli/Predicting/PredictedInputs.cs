using EdgeNet.Imaging;
using EdgeNet.Training;
using EdgeNet.Training.Data;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Preparation;

namespace EdgeNet.Cli.Predicting;

/// <summary>The inputs that files hold, prepared as weights say.</summary>
/// <param name="info">The network.</param>
/// <param name="preparation">The weights' preparation.</param>
internal sealed class PredictedInputs(NetworkInfo info, InputPreparation preparation)
{
    private readonly PicturePreparer? _preparer = preparation.Kind == InputKind.Picture ? new PicturePreparer(preparation) : null;
    private readonly float[] _input = new float[info.InputLength];

    /// <summary>The files that arguments name: themselves, and those in folders that can be read.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <exception cref="CommandException">A folder holds nothing to read.</exception>
    public IEnumerable<string> Files(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            if (!Directory.Exists(path))
            {
                yield return path;
                continue;
            }

            IReadOnlyList<string> files = _preparer is not null
                ? DesktopPictures.Reader.List(path).Pictures
                : [.. Directory.GetFiles(path).Where(f => SampleFile.Is(f) && !PictureListing.IsHidden(f)).Order(StringComparer.Ordinal)];
            if (files.Count == 0)
                throw new CommandException(
                    $"{path}: expected {(_preparer is not null ? DesktopPictures.Reader.FormatNames + " pictures" : ".npy, .csv or .tsv files")} in the folder, found none.");
            foreach (string file in files) yield return file;
        }
    }

    /// <summary>Reads the inputs in a file: one, or, of a file of numbers, perhaps many.</summary>
    /// <param name="file">The file.</param>
    /// <param name="warn">Told of damage that does no harm.</param>
    /// <returns>Each input with its name; the memory is used again for the next.</returns>
    /// <exception cref="PictureException">It is no picture that can be read.</exception>
    /// <exception cref="TrainingException">It holds no numbers that fit.</exception>
    public IEnumerable<(string Name, float[] Input)> Read(string file, Action<string> warn)
    {
        if (_preparer is not null && !SampleFile.Is(file))
        {
            GreyPicture picture = _preparer.WantsColors ? DesktopPictures.Reader.ReadColor(file) : DesktopPictures.Reader.Read(file);
            if (picture.Warning is { } warning) warn(warning);
            _preparer.Prepare(picture, _input);
            yield return (file, _input);
            yield break;
        }

        if (!SampleFile.Is(file))
            throw new TrainingException(
                $"{file}: expected a .npy, .csv or .tsv file: the network takes {string.Join("×", info.InputShape)} numbers, not a picture.");
        if (!File.Exists(file)) throw new TrainingException($"{file}: no such file.");
        ImageSet set = SampleFile.Read(file, info.InputShape, preparation);
        for (int i = 0; i < set.Count; i++)
        {
            set.Read(i, _input);
            yield return (set.Count == 1 ? file : FormattableString.Invariant($"{file}, sample {i}"), _input);
        }
    }
}
