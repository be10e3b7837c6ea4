using System.CommandLine;
using EdgeNet.Cli.Data;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Naming;
using EdgeNet.Onnx;

namespace EdgeNet.Cli.Commands;

/// <summary>edgenet import: an ONNX file as a class and its weights.</summary>
internal static class ImportCommand
{
    public static Command Create(CommandOutput output)
    {
        var file = new Argument<FileInfo>("FILE.onnx") { Description = "The model: opsets 6 to 26, one network of a fixed size." };
        var targetNamespace = new Option<string>("--namespace") { Description = "The class's namespace; none if not given.", HelpName = "NAME", DefaultValueFactory = _ => "" };
        var className = new Option<string?>("--class") { Description = "The class's name; made from the file's if not given.", HelpName = "NAME" };
        var folder = new Option<DirectoryInfo?>("--out") { Description = "The folder to write NAME.cs and NAME.safetensors into; this one if not given. Files that are there are overwritten.", HelpName = "DIR" };
        var shapes = new InputShapeOption();
        var exact = new ExactOption();
        var json = new Option<bool>("--json") { Description = "What was written, as one line of JSON." };
        var command = new Command("import", "Turns an ONNX model into a class with an attribute a layer, and a file with its weights.") { file, targetNamespace, className, folder, json };
        shapes.AddTo(command);
        exact.AddTo(command);
        command.Validators.Add(result =>
        {
            string space = result.GetValue(targetNamespace) ?? "";
            if (result.GetValue(className) is { } name && ClassNames.ProblemOfClass(name, space) is { } problem)
                result.AddError($"--class: expected the name of a C# class, found '{name}', which {problem}; '{ClassNames.ProposeClass(name, space)}' would do.");
            if (space.Length > 0 && ClassNames.ProblemOfNamespace(space) is { } reason)
                result.AddError($"--namespace: expected a C# namespace, found '{space}', which {reason}; '{ClassNames.ProposeNamespace(space)}' would do.");
        });
        command.SetAction(parsed =>
        {
            FileInfo model = parsed.GetRequiredValue(file);
            ImportOptions Options(ParseResult given) => new() { ClassName = given.GetValue(className), InputShapes = shapes.Read(given), Exact = exact.Read(given) };
            ImportedNetwork network = OnnxFiles.Import(model.ToString(), Options(parsed));
            string target = parsed.GetValue(folder)?.ToString() ?? ".";
            ReadInputs read = new ReadInputs().Add(model.ToString(), "the file that is imported").Add(network.DataFiles, "data of the file that is imported");
            foreach (string extension in new[] { ".cs", ".safetensors" })
                read.RefuseToWrite(Path.Combine(target, network.Description.Name + extension), "--out, or another name with --class");
            var (classFile, weightsFile) = NetworkClassWriter.WriteTo(network, parsed.GetValue(targetNamespace)!, target);
            if (parsed.GetValue(json)) output.Out.WriteLine(ToJson(network, classFile, weightsFile));
            else Show(network, classFile, weightsFile, output);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(ImportedNetwork network, string classFile, string weightsFile, CommandOutput output)
    {
        NetworkGraph graph = network.Graph;
        output.Out.WriteLine($"{network.Description.Name}: {string.Join(" and ", graph.Inputs.Select(n => n.Shape))} → {string.Join(" and ", graph.Outputs.Select(o => graph[o].Shape))}, "
            + $"{Format.Count(network.Description.Layers.Count)} layers, {Format.Count(Parameters(network))} parameters, {Format.Count(graph.MultiplyAdds)} multiply-adds");
        output.Out.WriteLine(classFile);
        output.Out.WriteLine(weightsFile);
    }

    private static string ToJson(ImportedNetwork network, string classFile, string weightsFile) => Json.Object(json =>
    {
        json.WriteString("network", network.Description.Name);
        json.WriteString("class", classFile);
        json.WriteString("weights", weightsFile);
        json.WriteNumber("layers", network.Description.Layers.Count);
        json.WriteNumber("parameters", Parameters(network));
        json.WriteNumber("multiplyAdds", network.Graph.MultiplyAdds);
    });

    private static long Parameters(ImportedNetwork network) => network.ParameterInfos.Sum(p => (long)p.Length);
}
