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
    /// <exception cref="CommandException">There is none of that name.</exception>
    public NetworkEntry Find(ParseResult parsed)
    {
        string name = parsed.GetRequiredValue(_name);
        Dictionary<string, int[]> shapes = _shapes.Read(parsed);
        if (shapes.Count > 0 && !OnnxFiles.IsFile(name)) throw new CommandException($"--input: gives sizes that an ONNX file leaves open; {name} is none.");
        NetworkEntry network = NetworkRegistry.Find(name, parsed.GetValue(_assembly), shapes);
        return _exact.Read(parsed) && !network.Description.Exact ? new ExactEntry(network) : network;
    }

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
