using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using EdgeNet.Safety;
using EdgeNet.Training.PyTorch.Model;

namespace EdgeNet.Training.PyTorch;

/// <summary>
/// Network and weights → a folder of Python: a torch.nn.Module of the same layers and parameter names, and what trains it with PyTorch 1.13
/// or later on several processors or GPUs. The weights that the training writes load into EdgeNet as they are.
/// </summary>
public static class PyTorchExporter
{
    private const string PreparationKey = "edgenet.preparation";
    private const string SettingsMark = "@SETTINGS@";

    /// <summary>The name of the weights' file in the folder.</summary>
    public const string WeightsName = "weights.safetensors";

    private static readonly string[] TrainingFiles = ["preparation.py", "data.py", "train.py"];

    /// <summary>The names of the files that an export would write.</summary>
    /// <param name="export">What is exported.</param>
    /// <exception cref="TrainingException">A layer has no PyTorch form; the message names every such layer.</exception>
    public static IReadOnlyList<string> FilesOf(PyTorchExport export) =>
        [.. Texts(export).Keys, .. export.Parameters is null ? Array.Empty<string>() : [WeightsName]];

    /// <summary>Writes the files. Each is written whole or not at all, and replaces what has its name.</summary>
    /// <param name="export">What is exported.</param>
    /// <param name="folder">The folder, made where it is not there.</param>
    /// <returns>The names of the files.</returns>
    /// <exception cref="TrainingException">A layer has no PyTorch form; nothing is written.</exception>
    /// <exception cref="WeightsException">A parameter is missing, or of another length than its shape.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static IReadOnlyList<string> Write(PyTorchExport export, string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        SortedDictionary<string, string> texts = Texts(export);
        Directory.CreateDirectory(folder);
        if (export.Parameters is { } parameters)
        {
            WeightsMetadata metadata = export.NoTraining is null ? export.Metadata with { Preparation = export.Preparation } : export.Metadata;
            SafetensorsWriter.Write(Path.Combine(folder, WeightsName), export.Info, parameters, metadata);
        }

        foreach ((string name, string text) in texts) OutputFile.WriteText(Path.Combine(folder, name), text);
        return FilesOf(export);
    }

    private static SortedDictionary<string, string> Texts(PyTorchExport export)
    {
        ArgumentNullException.ThrowIfNull(export);
        ModelSource model = ModelSource.Write(export.Graph, export.Info.Fingerprint);
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["model.py"] = model.Text,
            ["weights.py"] = Resource("weights.py"),
            ["README.md"] = PyTorchReadme.Write(export, model.ClassName),
        };
        if (model.UsesHelpers) texts["layers.py"] = Resource("layers.py");
        if (export.NoTraining is not null) return texts;
        foreach (string name in TrainingFiles) texts[name] = Resource(name);
        string settings = PythonText.String(Settings(export));
        texts["preparation.py"] = texts["preparation.py"].Replace(SettingsMark, settings, StringComparison.Ordinal);
        return texts;
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(PyTorchExporter).Assembly.GetManifestResourceStream("PyTorch/" + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The preparation as weights files carry it, out of the header of one without tensors.</summary>
    private static string Settings(PyTorchExport export)
    {
        using var file = new MemoryStream();
        SafetensorsWriter.Write(
            file, [], new RandomParameters([], 1), export.Info.Fingerprint, new WeightsMetadata { Preparation = export.Preparation });
        ReadOnlyMemory<byte> bytes = file.ToArray();
        int length = checked((int)BinaryPrimitives.ReadInt64LittleEndian(bytes.Span));
        using JsonDocument header = JsonDocument.Parse(Encoding.UTF8.GetString(bytes.Span.Slice(sizeof(long), length)));
        return header.RootElement.GetProperty("__metadata__").GetProperty(PreparationKey).GetString()!;
    }
}
