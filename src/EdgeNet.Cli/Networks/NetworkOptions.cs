using System.CommandLine;
using EdgeNet.Cli.Output;
using EdgeNet.Safety;

namespace EdgeNet.Cli.Networks;

/// <summary>How a command is told its network: NETWORK, --assembly, --input, --exact.</summary>
internal sealed class NetworkOptions
{
    private readonly Argument<string> _name = new("NETWORK")
    {
        Description = $"A network by its class name, in any case: {string.Join(", ", NetworkRegistry.Names)}, one of --assembly, or an ONNX file.",
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

    /// <summary>Whether the network was named by a file, and it is this one.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="path">The file.</param>
    public bool IsFile(ParseResult parsed, string path) =>
        File.Exists(parsed.GetRequiredValue(_name)) && RealPath.AreSame(parsed.GetRequiredValue(_name), path);
}
