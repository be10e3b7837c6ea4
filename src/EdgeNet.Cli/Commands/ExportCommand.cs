using System.CommandLine;
using EdgeNet.Cli.Data;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Onnx;
using EdgeNet.Safety;
using EdgeNet.Training.PyTorch;

namespace EdgeNet.Cli.Commands;

/// <summary>edgenet export: a network and its weights as an ONNX file, for other runtimes, or as a folder of Python for PyTorch.</summary>
internal static class ExportCommand
{
    private const string Onnx = "onnx";
    private const string PyTorch = "pytorch";

    public static Command Create(CommandOutput output)
    {
        var network = new NetworkOptions();
        Option<string?> to = new Option<string?>("--to")
        {
            Description = "onnx, a file; or pytorch, a folder with the network as a torch.nn.Module and a training on several processors or "
                + "GPUs, whose weights EdgeNet loads. onnx if not given.",
        }.OneOf(Onnx, PyTorch);
        var weights = new Option<FileInfo?>("--weights")
        {
            Description = "The weights to write; the embedded ones, or random ones where there are none, if not given.",
            HelpName = "FILE",
        };
        var file = new Option<FileInfo?>("--out")
        {
            Description = "The file to write; NETWORK.onnx in this folder if not given. A file that is there is overwritten. "
                + "For pytorch the folder; NETWORK-pytorch if not given.",
            HelpName = "FILE.onnx",
        };
        var force = new Option<bool>("--force") { Description = "Overwrites files that are there in the folder." };
        Option<int?> classes = new Option<int?>("--classes")
        {
            Description = "Gives the last layer so many outputs, for data of so many classes, and no weights; with --to pytorch.",
            HelpName = "N",
        }.Between(2, WeightsMetadata.MaxClasses);
        var json = new Option<bool>("--json") { Description = "What was written, as one line of JSON." };
        var command = new Command("export",
            "Writes a network with its weights as ONNX, which ONNX Runtime and others run to the same answers, or for PyTorch.");
        network.AddTo(command);
        foreach (Option option in (Option[])[to, weights, file, force, classes, json]) command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(to) == PyTorch)
            {
                if (result.GetValue(classes) is not null && result.GetValue(weights) is not null)
                    result.AddError("--classes: gives the network another last layer, which --weights has no parameters for.");
                return;
            }

            if (result.GetValue(classes) is not null) result.AddError("--classes: expected --to pytorch with it.");
            if (result.GetValue(force)) result.AddError("--force: expected --to pytorch with it; an ONNX file is overwritten without.");
        });
        command.SetAction(parsed =>
        {
            NetworkEntry entry = parsed.GetValue(weights) is { } learnt ? network.FindFor(parsed, learnt) : network.Find(parsed);
            ReadInputs read = network.Inputs(parsed, entry, "the file that is exported")
                .Add(parsed.GetValue(weights)?.ToString(), "the weights that are exported");
            string? path = parsed.GetValue(file)?.ToString();
            if (parsed.GetValue(to) == PyTorch)
            {
                int? wanted = parsed.GetValue(classes);
                if (wanted is { } count) entry = FittedNetwork.Create(entry, null, count);
                path ??= entry.Name.ToLowerInvariant() + "-pytorch";
                return ToPyTorch(entry, parsed.GetValue(weights), path, (read, parsed.GetValue(force), parsed.GetValue(json)), output);
            }

            path ??= entry.Name + ".onnx";
            read.RefuseToWrite(path, "--out");
            using NetworkParameters parameters = NetworkParameters.Open(entry, parsed.GetValue(weights));
            parameters.Tell(output);
            OnnxExporter.Export(entry.Graph, parameters.Source, path);
            long bytes = new FileInfo(RealPath.Of(path)).Length;
            if (parsed.GetValue(json)) output.Out.WriteLine(ToJson(entry, path, bytes, parameters));
            else output.Out.WriteLine($"{path}: {Format.Count(bytes)} bytes, {entry.Name} with {parameters.Description}");
            return ExitCode.Done;
        });
        return command;
    }

    private static int ToPyTorch(
        NetworkEntry entry, FileInfo? weights, string folder, (ReadInputs Read, bool Force, bool Json) how, CommandOutput output)
    {
        using NetworkParameters parameters = NetworkParameters.Open(entry, weights);
        var export = new PyTorchExport(entry.Graph, entry.Info)
        {
            // Random parameters are no better than PyTorch's own.
            Parameters = parameters.AreRandom ? null : parameters.Source,
            Metadata = parameters.Metadata,
        };
        foreach (string name in PyTorchExporter.FilesOf(export))
        {
            string path = Path.Combine(folder, name);
            how.Read.RefuseToWrite(path, "--out");
            if (!how.Force && File.Exists(path))
                throw new CommandException($"{path}: there is a file already; give another folder with --out, or --force to overwrite it.");
        }

        IReadOnlyList<string> files = PyTorchExporter.Write(export, folder);
        if (how.Json)
        {
            output.Out.WriteLine(Json.Object(json =>
            {
                json.WriteString("network", entry.Name);
                json.WriteString("folder", folder);
                json.WriteStartArray("files");
                foreach (string name in files) json.WriteStringValue(name);
                json.WriteEndArray();
                json.WriteBoolean("hasWeights", !parameters.AreRandom);
            }));
            return ExitCode.Done;
        }

        output.Out.WriteLine($"{folder}: {string.Join(", ", files)}");
        output.Out.WriteLine(parameters.AreRandom
            ? $"{entry.Name} without weights: none are embedded; PyTorch begins with its own initialization."
            : $"{entry.Name} with {parameters.Description}");
        if (export.NoTraining is { } reason) output.Out.WriteLine($"There is no train.py: {reason}.");
        return ExitCode.Done;
    }

    private static string ToJson(NetworkEntry entry, string path, long bytes, NetworkParameters parameters) => Json.Object(json =>
    {
        json.WriteString("network", entry.Name);
        json.WriteString("file", path);
        json.WriteNumber("bytes", bytes);
        json.WriteBoolean("randomWeights", parameters.AreRandom);
    });
}
