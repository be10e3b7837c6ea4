using System.Globalization;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Naming;
using EdgeNet.Compiler.Problems;
using EdgeNet.Description;
using EdgeNet.Onnx.Import;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;

namespace EdgeNet.Onnx;

/// <summary>
/// ONNX (https://onnx.ai/onnx/repo-docs/IR.html) → network and weights, for opsets 6 to 26 of the standard operators. Nothing in a file is
/// believed: a damaged or hostile one gives an <see cref="OnnxImportException"/>.
/// </summary>
public static class OnnxImporter
{
    /// <summary>Imports a file.</summary>
    /// <param name="path">The file; external data may lie in its folder or below it.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="OnnxImportException">It is no ONNX file, is damaged, or something in it is unsupported; all problems at once.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static ImportedNetwork Import(string path, ImportOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Import(ModelReader.Read(path), options ?? new ImportOptions());
    }

    /// <summary>Imports a file that is in memory and has all its data in itself.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">What to call it in problems.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="OnnxImportException">It is no ONNX file, is damaged, or something in it is unsupported; all problems at once.</exception>
    public static ImportedNetwork Import(byte[] bytes, string name, ImportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return Import(ModelReader.Read(bytes, name), options ?? new ImportOptions());
    }

    /// <summary>
    /// A class name from a file's: "resnet50-v1.onnx" → "Resnet50V1", "load.onnx" → "LoadNetwork", as classes have a member Load.
    /// </summary>
    public static string ClassNameOf(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        var text = new System.Text.StringBuilder();
        bool starts = true;
        foreach (char c in name)
        {
            bool keeps = char.IsAsciiLetterOrDigit(c);
            if (keeps) text.Append(starts ? char.ToUpperInvariant(c) : c);
            starts = !keeps;
        }

        return ClassNames.ProposeClass(text.ToString(), "");
    }

    private static ImportedNetwork Import(OnnxModel model, ImportOptions options)
    {
        foreach (string name in options.InputShapes.Keys.Where(k => !model.Inputs.Any(i => i.Name == k)))
            throw new OnnxImportException(model.File, $"there is no input '{name}' to give a shape; there are {string.Join(", ", model.Inputs.Select(i => $"'{i.Name}'"))}.");
        ImportedNetwork network = Import(model, options.ClassName ?? ClassNameOf(model.File), ImportSettings.None with
        {
            Shapes = Shapes(model, options), PassesQuantization = options.PassesQuantization,
        });
        return options.Exact ? network with { Description = network.Description with { Exact = true } } : network;
    }

    /// <summary>The shapes that were given, and the usual one of a first input whose sizes are open.</summary>
    private static IReadOnlyDictionary<string, int[]> Shapes(OnnxModel model, ImportOptions options)
    {
        if (options.UsualInput is not { } usual || model.Inputs is not [var first, ..] || options.InputShapes.ContainsKey(first.Name)
            || first.Shape is not { } shape || shape.Count != usual.Count + 1 || shape.Skip(1).All(size => size is not null))
            return options.InputShapes;
        int[] sizes = [shape[0] ?? 1, .. usual.Select((size, axis) => shape[axis + 1] ?? size)];
        return new Dictionary<string, int[]>(options.InputShapes) { [first.Name] = sizes };
    }

    /// <summary>Imports a model that has been read.</summary>
    /// <exception cref="OnnxImportException">Something in it is unsupported; all problems at once.</exception>
    internal static ImportedNetwork Import(OnnxModel model, string className, ImportSettings settings)
    {
        if (model.Inputs.Count == 0) throw new OnnxImportException(model.File, "The graph has no input that a network could take: everything in it is constant.");
        IReadOnlyList<string>? best = null;
        foreach (BatchMode mode in Modes(model, settings))
        {
            GraphWalk walk = Walk(model, mode, settings);
            // Where operators work along an open first axis, 1 is no size that anybody has asked for: what it does not fit may be no problem.
            string[] questions = mode == BatchMode.Whole ? [.. OpenAxes.Questions(model, settings)] : [];
            if (walk.Problems.Count == 0 && questions.Length == 0) return Finish(model, walk, className);
            bool asks = questions.Length > 0 && (best?.All(walk.Problems.Contains) != true
                || Walk(model, mode, OpenAxes.Enlarged(model, settings)).Problems.Count < walk.Problems.Count);
            if (asks) best = [.. questions, .. walk.Problems.Select(p => "With 1 in its place: " + p)];
            else if (best is null || walk.Problems.Count <= best.Count) best = walk.Problems;
        }

        throw new OnnxImportException(model.File, best!);
    }

    /// <summary>
    /// With a batch of 1, all axes may be computed: nothing can mix. Else the first axis is taken for the batch, and only where an operator
    /// mixes its samples for an axis like the others.
    /// </summary>
    private static BatchMode[] Modes(OnnxModel model, ImportSettings settings)
    {
        GraphInput first = model.Inputs[0];
        int? batch = settings.Shapes.TryGetValue(first.Name, out int[]? shape) ? shape.Length > 0 ? shape[0] : null : first.Shape is { Count: > 0 } ? first.Shape[0] : null;
        return batch == 1 ? [BatchMode.Whole] : [BatchMode.Samples, BatchMode.Whole];
    }

    private static GraphWalk Walk(OnnxModel model, BatchMode mode, ImportSettings settings)
    {
        // What cannot be an input of a float32 network is bound from the start; more as operators ask for it.
        var bound = new HashSet<string>(model.Inputs.Skip(1).Where(i => !ElementType.IsFloating(i.Type) || i.Shape is { Count: 0 }).Select(i => i.Name).Where(settings.Values.ContainsKey));
        while (true)
        {
            var walk = new GraphWalk(model, mode, settings, bound);
            try
            {
                walk.Run();
                return walk;
            }
            catch (NeedsConstantException e)
            {
                bound.UnionWith(e.Inputs); // at least one more each time, so that this ends
            }
        }
    }

    private static ImportedNetwork Finish(OnnxModel model, GraphWalk walk, string className)
    {
        var (drafts, outputs) = DraftTidier.Tidy(walk.Drafts.Drafts, [.. walk.Outputs.Select(o => o.Source)]);
        NetworkDescription description = DescriptionBuilder.Build(className, drafts, outputs);
        NetworkGraph? graph = GraphBuilder.Build(description, out IReadOnlyList<Problem> problems);
        if (graph is null)
        {
            LayerDraft[] layers = [.. drafts.Where(d => d.Kind != LayerDraft.Input)];
            throw new OnnxImportException(model.File, [.. problems.Where(p => p.Severity == ProblemSeverity.Error)
                .Select(p => p.Layer is { } layer ? $"{layers[layer].Origin}: {p.Message}." : p.Message + ".")]);
        }

        return new ImportedNetwork(
            description, graph, new ImportedParameters(drafts),
            [.. walk.Inputs.Select(i => new ImportedTensor(i.Input.Name, i.OnnxShape))],
            [.. walk.Outputs.Select(o => new ImportedTensor(o.Name, o.OnnxShape))],
            Origin(model), walk.Mode == BatchMode.Samples)
        {
            DataFiles = [.. model.Tensors.DataFiles],
            HasPassedQuantization = walk.HasPassedQuantization,
        };
    }

    private static string Origin(OnnxModel model)
    {
        string producer = $"{model.Proto.ProducerName} {model.Proto.ProducerVersion}".Trim();
        string opset = "opset " + model.Opset.ToString(CultureInfo.InvariantCulture);
        return ModelReader.Shorten(model.File) + (producer.Length > 0 ? $", written by {ModelReader.Shorten(producer)}, {opset}" : $", {opset}");
    }
}
