using EdgeNet.Compiler;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Problems;
using EdgeNet.Description;

namespace EdgeNet.Cli.Networks;

/// <summary>A network as the commands handle it.</summary>
internal abstract class NetworkEntry
{
    private CompilationResult? _compilation;

    /// <summary>The class name.</summary>
    public abstract string Name { get; }

    /// <summary>Name, shapes and sizes.</summary>
    public abstract NetworkInfo Info { get; }

    /// <summary>What the attributes say.</summary>
    public abstract NetworkDescription Description { get; }

    /// <summary>The class that the code is for.</summary>
    protected internal abstract TargetClass Target { get; }

    /// <summary>The graph, rebuilt from the description.</summary>
    public NetworkGraph Graph => Compilation.Graph!;

    /// <summary>The plan, rebuilt from the description.</summary>
    public ExecutionPlan Plan => Compilation.Plan!;

    /// <summary>The code that the generator emits for the class.</summary>
    public string Source => Compilation.Source!;

    /// <summary>Whether the outputs are probabilities; else they are logits.</summary>
    public bool EndsInSoftmax => Graph[Graph.Outputs[0]].Layer is Softmax { Log: false };

    /// <summary>Whether each output is a probability of its own.</summary>
    public bool EndsInSigmoid => Graph[Graph.Outputs[0]].Layer is Activate { Function.Kind: Activation.Sigmoid };

    /// <summary>The weights that came with the network; null where it is a class, which may have some embedded.</summary>
    public virtual IParameterSource? OwnParameters => null;

    /// <summary>The files beside the network's own that its weights lie in.</summary>
    public virtual IReadOnlyList<string> DataFiles => [];

    /// <summary>Whether the file was quantized, and its quantization between layers is passed through.</summary>
    public virtual bool IsQuantized => false;

    /// <summary>Whether the class has its trained weights embedded.</summary>
    public abstract bool HasEmbeddedWeights { get; }

    private CompilationResult Compilation => _compilation ??= Compile();

    /// <summary>Packs parameters into an instance of the class.</summary>
    /// <param name="parameters">The parameters, by name.</param>
    public abstract INetwork<float> Create(IParameterSource parameters);

    /// <summary>Opens the weights that a command works with.</summary>
    /// <param name="file">The file, or null for those embedded beside the class.</param>
    /// <exception cref="WeightsException">They are damaged or do not fit.</exception>
    /// <exception cref="CommandException">None are embedded, there is no such file, or it is of another network.</exception>
    public SafetensorsFile OpenWeights(FileInfo? file)
    {
        SafetensorsFile weights = file is null ? OpenEmbedded() : Open(file);
        try
        {
            WeightsValidation.Check(weights, Info);
            return weights;
        }
        catch (WeightsException e) when (weights.Fingerprint is { } fingerprint && fingerprint != Info.Fingerprint)
        {
            CommandException refusal = ForeignWeights.Refusal(weights, this, e);
            weights.Dispose();
            throw refusal;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    private static SafetensorsFile Open(FileInfo file)
    {
        // As it was written: a FileInfo's full name tells the user about folders that he did not mention.
        string path = file.ToString();
        try
        {
            return SafetensorsFile.Open(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw NoFile(path);
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandException($"{path}: {(Directory.Exists(path) ? "a folder; expected weights, a .safetensors file" : "permission denied")}.");
        }
    }

    /// <summary>What is said of a weights' file that is not there.</summary>
    /// <param name="path">The file, as the user wrote it.</param>
    public static CommandException NoFile(string path) => new($"{path}: no such file; expected weights, a .safetensors file.");

    /// <summary>Opens the weights that are embedded beside the class.</summary>
    /// <exception cref="CommandException">There are none.</exception>
    protected internal abstract SafetensorsFile OpenEmbedded();

    /// <summary>What is said where none are embedded.</summary>
    protected CommandException NoWeights() => new($"Network '{Name}' has no trained weights embedded; give a file with --weights.");

    private CompilationResult Compile()
    {
        CompilationResult result = NetworkCompiler.Compile(Description, Target);
        if (result.Source is null)
        {
            IEnumerable<string> errors = result.Problems.Where(p => p.Severity == ProblemSeverity.Error).Select(p => p.ToString());
            throw new CommandException($"Network '{Name}' was compiled by another version of EdgeNet, and this one refuses it: "
                + $"{string.Join("; ", errors)}");
        }

        return result;
    }
}
