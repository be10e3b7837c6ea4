using System.CommandLine;
using EdgeNet.Cli.Data;
using EdgeNet.Cli.Output;

namespace EdgeNet.Cli.Networks;

/// <summary>How a command is told its network: NETWORK, --assembly, --input, --exact.</summary>
internal sealed class NetworkOptions
{
    private readonly Argument<string> _name = new("NETWORK")
    {
        Description = $"A network by its class name, in any case: {NetworkRegistry.Listing}, one of --assembly, or an ONNX file.",
    };

    private readonly Option<FileInfo?> _assembly = new("--assembly")
    {
        Description = "A .NET assembly whose [Network] classes are meant.",
        HelpName = "FILE.dll",
    };

    private readonly ExactOption _exact = new();
    private readonly InputShapeOption _shapes = new();

    /// <summary>Adds argument and options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_name);
        command.Add(_assembly);
        _exact.AddTo(command);
        _shapes.AddTo(command);
    }

    /// <summary>The network that was named.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="passesQuantization">Whether quantization between an ONNX file's layers is passed through.</param>
    /// <exception cref="CommandException">There is none of that name.</exception>
    public NetworkEntry Find(ParseResult parsed, bool passesQuantization = false)
    {
        string name = parsed.GetRequiredValue(_name);
        Dictionary<string, int[]> shapes = _shapes.Read(parsed);
        bool isFile = OnnxFiles.IsFile(name);
        if (isFile && shapes.ContainsKey(""))
            throw new UsageException($"--input: expected NAME=SIZES for {name}, an ONNX file, found sizes alone.");
        if (!isFile && shapes.Keys.Any(key => key.Length > 0))
            throw new UsageException($"--input: gives sizes that an ONNX file leaves open; {name} is none.");
        NetworkEntry network = isFile
            ? OnnxFiles.Load(name, shapes, passesQuantization) : NetworkRegistry.Find(name, parsed.GetValue(_assembly), shapes);
        if (!isFile && shapes.TryGetValue("", out int[]? shape)) network = FittedNetwork.Create(network, shape, classes: null);
        return _exact.Read(parsed) && !network.Description.Exact ? new ExactEntry(network) : network;
    }

    /// <summary>Another network that an option names: one of the assembly, one that comes with EdgeNet, or an ONNX file.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="CommandException">There is none of that name.</exception>
    public NetworkEntry FindOther(ParseResult parsed, string name)
    {
        try
        {
            return NetworkRegistry.Find(name, parsed.GetValue(_assembly));
        }
        catch (CommandException) when (NetworkRegistry.Names.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            return NetworkRegistry.Find(name, assembly: null);
        }
    }

    /// <summary>
    /// The network that was named, with the input and classes of its weights where these were learnt by one fitted to its data.
    /// </summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="weights">The weights' file; null for the one that train writes.</param>
    /// <exception cref="CommandException">There is none of that name.</exception>
    public NetworkEntry FindFor(ParseResult parsed, FileInfo? weights)
    {
        // With weights of its own, a quantized network was trained further in float32.
        NetworkEntry network = Find(parsed, passesQuantization: weights is not null);
        return IsInputGiven(parsed) ? network : FittedNetwork.ForWeights(network, weights);
    }

    /// <summary>Whether an input shape was given.</summary>
    public bool IsInputGiven(ParseResult parsed) => _shapes.Read(parsed).Count > 0;

    /// <summary>The name as it was given.</summary>
    public string Name(ParseResult parsed) => parsed.GetRequiredValue(_name);

    /// <summary>The files that the network is read from.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="network">The network.</param>
    /// <param name="what">What the model's file is to the command, for messages.</param>
    public ReadInputs Inputs(ParseResult parsed, NetworkEntry network, string what) => new ReadInputs()
        .Add(OnnxFiles.IsFile(Name(parsed)) ? Name(parsed) : null, what)
        .Add(network.DataFiles, "data of " + what)
        .Add(parsed.GetValue(_assembly)?.ToString(), "the assembly that is loaded");
}
