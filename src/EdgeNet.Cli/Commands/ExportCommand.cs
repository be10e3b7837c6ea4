using System.CommandLine;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Onnx;
using EdgeNet.Safety;

namespace EdgeNet.Cli.Commands;

/// <summary>edgenet export: a network and its weights as an ONNX file, for other runtimes.</summary>
internal static class ExportCommand
{
    public static Command Create(CommandOutput output)
    {
        var network = new NetworkOptions();
        var weights = new Option<FileInfo?>("--weights")
        {
            Description = "The weights to write; the embedded ones, or random ones where there are none, if not given.",
            HelpName = "FILE",
        };
        var file = new Option<FileInfo?>("--out")
        {
            Description = "The file to write; NETWORK.onnx in this folder if not given. A file that is there is overwritten.",
            HelpName = "FILE.onnx",
        };
        var json = new Option<bool>("--json") { Description = "What was written, as one line of JSON." };
        var command = new Command("export", "Writes a network with its weights as ONNX, which ONNX Runtime and others run to the same answers.");
        network.AddTo(command);
        command.Add(weights);
        command.Add(file);
        command.Add(json);
        command.SetAction(parsed =>
        {
            NetworkEntry entry = parsed.GetValue(weights) is { } learnt ? network.FindFor(parsed, learnt) : network.Find(parsed);
            string path = parsed.GetValue(file)?.ToString() ?? entry.Name + ".onnx";
            network.Inputs(parsed, entry, "the file that is exported").Add(parsed.GetValue(weights)?.ToString(), "the weights that are exported")
                .RefuseToWrite(path, "--out");
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

    private static string ToJson(NetworkEntry entry, string path, long bytes, NetworkParameters parameters) => Json.Object(json =>
    {
        json.WriteString("network", entry.Name);
        json.WriteString("file", path);
        json.WriteNumber("bytes", bytes);
        json.WriteBoolean("randomWeights", parameters.AreRandom);
    });
}
