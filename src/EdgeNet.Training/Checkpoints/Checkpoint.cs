using System.IO.Compression;
using System.Text.Json;
using EdgeNet.Safety;

namespace EdgeNet.Training.Checkpoints;

/// <summary>
/// Training at the end of an epoch, with all that goes on from there: a zip file of session.json (<see cref="CheckpointSession"/>)
/// and state.safetensors (weights, their average, the best ones, the optimiser's memory). Randomness needs no state: it is drawn from
/// the seed and the epoch.
/// </summary>
internal static class Checkpoint
{
    private const string SessionEntry = "session.json";
    private const string StateEntry = "state.safetensors";
    private const long MostSessionBytes = 64 << 20;

    /// <summary>Writes a checkpoint, whole or not at all: one that was there stays until the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="session">What is no tensor.</param>
    /// <param name="tensors">The tensors, by name.</param>
    /// <exception cref="TrainingException">The file cannot be written.</exception>
    public static void Write(string path, CheckpointSession session, IReadOnlyDictionary<string, Memory<float>> tensors)
    {
        try
        {
            OutputFile.Write(path, stream => WriteTo(stream, session, tensors));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"{path}: the checkpoint cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">What the run that resumes is; only what is fixed for a run counts.</param>
    /// <param name="tensors">Receive the elements, by name.</param>
    /// <returns>What is no tensor.</returns>
    /// <exception cref="TrainingException">The file is missing or damaged, or belongs to another network, data or options.</exception>
    public static CheckpointSession Read(string path, CheckpointSession expected, IReadOnlyDictionary<string, Memory<float>> tensors)
    {
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(path);
            CheckpointSession session = ReadSession(zip, path);
            Compare(path, "network", expected.Fingerprint, session.Fingerprint, " Give the options of the run that wrote it, a replaced layer too.");
            // The options first: another seed, or another validation, gives other parts of the same data.
            CompareOptions(path, expected.Options, session.Options);
            Compare(path, "data set", expected.Data, session.Data);
            using Stream state = Entry(zip, StateEntry, path).Open();
            using SafetensorsFile file = SafetensorsFile.Read(state, $"{path}/{StateEntry}");
            foreach ((string name, Memory<float> values) in tensors)
            {
                ReadOnlySpan<float> found = file.GetParameter(name);
                if (found.Length != values.Length)
                    throw new TrainingException($"{path}: tensor '{name}': expected {values.Length} elements, found {found.Length}.");
                found.CopyTo(values.Span);
            }

            return session;
        }
        catch (JsonException e)
        {
            // Its message names types of this program.
            throw new TrainingException($"{path}: training cannot be resumed: {SessionEntry} is damaged.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or WeightsException)
        {
            throw new TrainingException($"{path}: training cannot be resumed: {e.Message}", e);
        }
    }

    /// <summary>How far a run has come: the epochs that are done, and that were to be done.</summary>
    /// <exception cref="TrainingException">The file is missing or damaged.</exception>
    public static (int Done, int Planned) Progress(string path)
    {
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(path);
            IReadOnlyList<CheckpointEpoch> epochs = ReadSession(zip, path).Epochs;
            return (epochs.Count, epochs.Count > 0 ? epochs[^1].Epochs : 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or JsonException)
        {
            throw new TrainingException($"{path}: training cannot be resumed: expected a checkpoint, found something else.", e);
        }
    }

    private static void WriteTo(Stream stream, CheckpointSession session, IReadOnlyDictionary<string, Memory<float>> tensors)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        using (Stream entry = zip.CreateEntry(SessionEntry, CompressionLevel.Fastest).Open())
            JsonSerializer.Serialize(entry, session);
        using (Stream entry = zip.CreateEntry(StateEntry, CompressionLevel.NoCompression).Open())
        {
            ParameterInfo[] infos = [.. tensors.Select(t => new ParameterInfo(t.Key, [t.Value.Length]))];
            SafetensorsWriter.Write(entry, infos, new Tensors(tensors), session.Fingerprint);
        }
    }

    private static CheckpointSession ReadSession(ZipArchive zip, string path)
    {
        ZipArchiveEntry entry = Entry(zip, SessionEntry, path);
        if (entry.Length > MostSessionBytes) throw new TrainingException($"{path}: {SessionEntry} is {entry.Length} bytes: too many.");
        using Stream stream = entry.Open();
        CheckpointSession? session = JsonSerializer.Deserialize<CheckpointSession>(stream);
        return session is { Fingerprint: not null, Data: not null, Options: not null, Epochs: not null } && session.Epochs.All(IsWhole)
            ? session
            : throw new TrainingException($"{path}: training cannot be resumed: {SessionEntry} is damaged.");

        // A member that is not there is null whatever its type says.
        static bool IsWhole(CheckpointEpoch? epoch)
        {
            if (epoch is not { Train.IsWhole: true, Validation.IsWhole: true, Test: null or { IsWhole: true } }) return false;
            try
            {
                epoch.ToReport(epoch.Validation.Loss);
                return true;
            }
            catch (Exception e) when (e is InvalidDataException or ArgumentException or OverflowException)
            {
                // Tables that do not fit, or times that no clock shows.
                return false;
            }
        }
    }

    private static ZipArchiveEntry Entry(ZipArchive zip, string name, string path) =>
        zip.GetEntry(name) ?? throw new TrainingException($"{path}: expected a checkpoint, found a zip file without {name}.");

    private static void Compare(string path, string what, string expected, string found, string advice = "")
    {
        if (expected != found)
            throw new TrainingException($"{path}: training cannot be resumed with another {what}: expected {expected}, found {found}.{advice}");
    }

    private static void CompareOptions(string path, string expected, string found)
    {
        if (expected == found) return;
        Dictionary<string, string> now = Parse(expected), then = Parse(found);
        foreach (string name in now.Keys.Union(then.Keys))
        {
            string nowText = now.GetValueOrDefault(name, "none"), thenText = then.GetValueOrDefault(name, "none");
            if (nowText == thenText) continue;
            // Of what has values of its own, the text is long, and of nobody's but the program's language.
            string values = nowText.Contains('{', StringComparison.Ordinal) || thenText.Contains('{', StringComparison.Ordinal)
                ? "" : $": the checkpoint's is {PlainText.Shorten(thenText, 60)}, this run's is {nowText}";
            throw new TrainingException($"{path}: training cannot be resumed with another {PlainText.Shorten(name, 40)}{values}.");
        }

        static Dictionary<string, string> Parse(string options)
        {
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (string line in options.Split('\n'))
                if (line.IndexOf('=', StringComparison.Ordinal) is > 0 and var at) values[line[..at]] = line[(at + 1)..];
            return values;
        }
    }

    private sealed class Tensors(IReadOnlyDictionary<string, Memory<float>> tensors) : IParameterSource
    {
        public ReadOnlySpan<float> GetParameter(string name) => tensors[name].Span;
    }
}
