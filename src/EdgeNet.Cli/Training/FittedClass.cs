using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Onnx;
using EdgeNet.Safety;
using EdgeNet.Training.Data;

namespace EdgeNet.Cli.Training;

/// <summary>A network that training fitted to its data, and the class that whoever deploys it compiles.</summary>
internal sealed class FittedClass
{
    private readonly NetworkEntry _written;

    private readonly TargetKind _outputs;

    private string? _path;

    /// <summary>The class's text; null where it is written, or nothing is prepared.</summary>
    private string? _text;

    private FittedClass(NetworkEntry written, NetworkEntry network, TargetKind outputs)
    {
        _written = written;
        _outputs = outputs;
        Network = network;
    }

    /// <summary>The network that is trained.</summary>
    public NetworkEntry Network { get; }

    /// <summary>Fits a network.</summary>
    /// <param name="network">The network as it was written, or with an input that was chosen.</param>
    /// <param name="form">The data; null for digits that are drawn.</param>
    /// <param name="isInputGiven">Whether the input was chosen.</param>
    /// <param name="classes">The classes that were chosen; null for those of the data.</param>
    /// <returns>Null where the network is that of its class.</returns>
    /// <exception cref="CommandException">It cannot be fitted.</exception>
    public static FittedClass? Find(NetworkEntry network, DataForm? form, bool isInputGiven, int? classes)
    {
        if (form is null && classes is null) return null;
        NetworkEntry fitted = FittedNetwork.ForData(network, form ?? new DataForm(null, 0, AreSeries: false), isInputGiven, classes);
        return ReferenceEquals(fitted, network) && !isInputGiven ? null
            : new FittedClass(network, fitted, form?.Outputs ?? TargetKind.Classes);
    }

    /// <summary>A network with another classifier, and with a class of its own for that.</summary>
    /// <param name="written">The network as it was written.</param>
    /// <param name="network">The network that is trained.</param>
    /// <param name="outputs">What it gives.</param>
    public static FittedClass Of(NetworkEntry written, NetworkEntry network, TargetKind outputs) => new(written, network, outputs);

    /// <summary>Tells what was fitted, and refuses to replace another file by the class.</summary>
    /// <param name="weights">The weights' file; the class goes beside it.</param>
    /// <param name="data">The data.</param>
    /// <param name="overwrites">Whether another file of that name may be replaced.</param>
    /// <param name="output">Where it is told.</param>
    /// <exception cref="CommandException">Another file is there.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Prepare(string weights, string? data, bool overwrites, CommandOutput output)
    {
        _path = Path.ChangeExtension(weights, ".cs");
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(data ?? "digits"));
        _text = NetworkClassWriter.Write(
            Network.Description, Network.Graph, $"fitted to {PlainText.Shorten(name, 60)}", "", Path.GetFileName(weights));
        if (!overwrites && File.Exists(_path) && File.ReadAllText(_path) != _text)
            throw new CommandException($"{_path}: there is a file already, and the class of the fitted network goes there; "
                + "give another file with --out, or --force to overwrite it.");
        OutputFile.Check(_path);
        int before = _written.Info.Outputs[0].Length, after = Network.Info.Outputs[0].Length;
        string input = $"input {Format.Shape(Network.Info.InputShape)}"
            + (_written.Info.InputShape.SequenceEqual(Network.Info.InputShape) ? ""
            : $" in place of {Format.Shape(_written.Info.InputShape)}");
        string what = _outputs != TargetKind.Numbers ? "classes" : after == 1 ? "number" : "numbers";
        string classes = $"{Format.Count(after)} {what}" + (before == after ? "" : $" in place of {Format.Count(before)}");
        output.Out.WriteLine($"{Network.Name} is fitted to the data: {input}, {classes}. Its class: {_path}");
    }

    /// <summary>
    /// Writes the class, when the first weights are: a run that fails before leaves the class of weights that are there already.
    /// </summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write()
    {
        if (_text is null) return;
        OutputFile.WriteText(_path!, _text);
        _text = null;
    }
}
