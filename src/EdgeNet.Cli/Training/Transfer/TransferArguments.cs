using System.CommandLine;
using System.Globalization;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Onnx;
using EdgeNet.Training;
using EdgeNet.Training.Data;
using EdgeNet.Training.Transfer;

namespace EdgeNet.Cli.Training.Transfer;

/// <summary>How the train command is told to go on from weights that were learnt elsewhere.</summary>
internal sealed class TransferArguments
{
    private const int MostNamed = 5;

    private static readonly TransferOptions Defaults = new();

    private readonly Option<FileInfo?> _from = new("--from")
    {
        Description = "Pretrained weights to go on from, as many as match: a .safetensors, .onnx (quantized too), .pth or .pt file of any "
            + "network, by the names of layers or by order and shapes. What does not match starts at random, and is told. --start, on the "
            + "other hand, wants all weights of this network.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _replace = new("--replace")
    {
        Description = "The layer that gives the classes starts at random, with N outputs; those of the data if not given. "
            + "Behind a network that ends in features, a dense layer of that name and a softmax are put.",
        HelpName = "LAYER[:N]",
    };

    private readonly Option<string?> _freeze = new("--freeze")
    {
        Description = "Layers whose kept weights do not change, with commas between them: names with * for any characters (\"*\" are "
            + "all that were kept), until:LAYER, and except:LAYER. Outputs of a frozen beginning are computed once for each sample.",
        HelpName = "LAYERS",
    };

    private readonly Option<int> _unfreezeAfter = new Option<int>("--unfreeze-after")
    {
        Description = "Epochs after which frozen layers learn too.",
        HelpName = "E",
    }.AtLeast(1);

    private readonly Option<float> _keptRate = new Option<float>("--kept-rate")
    {
        Description = "A factor on the rate of layers that were kept by --from, --replace or --freeze. An ONNX file's own weights and "
            + "those of --start learn at the full rate unless one of these or this is given.",
        HelpName = "F",
        DefaultValueFactory = _ => Defaults.KeptRate,
    }.Between(1e-6f, 1);

    private readonly Option<int> _variants = new Option<int>("--variants")
    {
        Description = "With --augment and a frozen beginning: the variations of each sample that it is computed for, once; the epochs take "
            + "them in turn. 0 to vary and compute anew in each epoch.",
        HelpName = "N",
        DefaultValueFactory = _ => Defaults.Variants,
    }.Between(0, 1000);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_from, _replace, _freeze, _unfreezeAfter, _keptRate, _variants]) command.Add(option);
        _replace.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Replaced(token.Value) is null)
                result.AddError($"--replace: expected LAYER or LAYER:N such as output:3, found '{token.Value}'.");
        });
    }

    /// <summary>The file with pretrained weights; null for none.</summary>
    public FileInfo? From(ParseResult parsed) => parsed.GetValue(_from);

    /// <summary>Whether there is anything to keep, replace or freeze.</summary>
    public bool IsAsked(ParseResult parsed) =>
        From(parsed) is not null || parsed.GetValue(_replace) is not null || Freezes(parsed)
            || parsed.GetValue(_unfreezeAfter) > 0 || IsGiven(parsed, _keptRate);

    /// <summary>Whether layers are frozen.</summary>
    public bool Freezes(ParseResult parsed) => parsed.GetValue(_freeze) is not null;

    /// <summary>
    /// The weights' file that may tell which network it was learnt by: --start's, or --from's where it is of EdgeNet's kind.
    /// </summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="start">The file of --start.</param>
    public FileInfo? LearntBy(ParseResult parsed, FileInfo? start) =>
        parsed.GetValue(_replace) is not null ? null
            : start ?? (From(parsed) is { } from && ForeignWeights.IsWeights(from.ToString()) ? from : null);

    /// <summary>Refuses what contradicts itself, and what has no effect.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="start">The file of --start.</param>
    /// <param name="network">The network as it was written.</param>
    /// <param name="isVaried">Whether samples are varied.</param>
    /// <exception cref="UsageException">It does, or has none.</exception>
    public void Check(ParseResult parsed, FileInfo? start, NetworkEntry network, bool isVaried)
    {
        if (IsGiven(parsed, _variants) && !Freezes(parsed))
            throw new UsageException("--variants: nothing is frozen; give the layers with --freeze.");
        if (IsGiven(parsed, _variants) && !isVaried)
            throw new UsageException("--variants: samples are not varied; give --augment.");
        if (!IsAsked(parsed)) return;
        if (start is not null && From(parsed) is not null)
            throw new UsageException("--from: takes as many weights as match, --start all of them; give one of the two.");
        if (start is not null && parsed.GetValue(_replace) is not null)
            throw new UsageException($"--replace: --start wants all weights of the network; give them with --from {start}.");
        if (parsed.GetValue(_unfreezeAfter) > 0 && !Freezes(parsed))
            throw new UsageException("--unfreeze-after: nothing is frozen; give the layers with --freeze.");
        bool keeps = From(parsed) is not null || start is not null || network.OwnParameters is not null
            || parsed.GetValue(_replace) is not null || Freezes(parsed);
        if (!keeps)
            throw new UsageException("--kept-rate: no weights are kept; give some with --from or --start, or layers with --freeze "
                + "or --replace.");
        if (LineTraining.Fits(network))
            throw new UsageException("--from, --replace, --freeze and --kept-rate: a network that reads lines goes on from all of its "
                + "weights; give them with --start.");
    }

    /// <summary>Refuses layers that the network does not have, before data and weights are read.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="network">The network as it was written.</param>
    /// <exception cref="UsageException">There is no such layer.</exception>
    public void CheckLayers(ParseResult parsed, NetworkEntry network)
    {
        string[] replaced = ReplacedLayers(parsed);
        foreach (string layer in replaced) ReplacedNetwork.CheckLayer(network, layer);
        if (parsed.GetValue(_freeze) is not { } freeze) return;
        try
        {
            FrozenLayers.Check(freeze, network.Graph, replaced);
        }
        catch (TrainingException e)
        {
            throw new UsageException("--freeze: " + e.Message);
        }
    }

    /// <summary>Opens the file of --from.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="network">The network that takes its weights.</param>
    /// <returns>Null where none was given.</returns>
    /// <exception cref="CommandException">There is no such file.</exception>
    /// <exception cref="WeightsException">It is none of those that can be read, or damaged.</exception>
    /// <exception cref="OnnxImportException">It is an ONNX file that cannot be imported.</exception>
    public PretrainedFile? Open(ParseResult parsed, NetworkEntry network) =>
        From(parsed) is { } from ? PretrainedFiles.Open(from, network.Info.InputShape) : null;

    /// <summary>The network with another classifier, where one was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="network">The network.</param>
    /// <param name="form">The data; null for digits that are drawn.</param>
    /// <exception cref="CommandException">The network has no such layer.</exception>
    public NetworkEntry Replace(ParseResult parsed, NetworkEntry network, DataForm? form)
    {
        if (parsed.GetValue(_replace) is not { } text || Replaced(text) is not var (layer, outputs)) return network;
        int classes = outputs ?? form?.Classes
            ?? throw new UsageException($"--replace: drawn digits have 10 classes; give --replace {layer}:10.");
        if (classes < form?.Classes)
            throw new CommandException(
                $"--replace: {Format.Count(classes)} outputs of '{layer}' are less than the {Format.Count(form.Classes)} classes of "
                + "the data.");
        return ReplacedNetwork.Create(network, layer, classes, form?.Outputs ?? TargetKind.Classes);
    }

    /// <summary>Refuses data of other classes than the network's where weights are kept: what to say then.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="network">The network that is trained.</param>
    /// <param name="form">The data; null for digits that are drawn.</param>
    /// <exception cref="CommandException">The classes differ.</exception>
    public void CheckClasses(ParseResult parsed, NetworkEntry network, DataForm? form)
    {
        int outputs = network.Info.Outputs[0].Length;
        if (form is null || form.Classes == outputs || parsed.GetValue(_replace) is not null) return;
        bool endsInFeatures = outputs > form.Classes && network.Info.OutputShape.Count > 1
            && network.Graph[network.Graph.Outputs[0]].Layer is not Compiler.Graph.Layers.Softmax;
        // Whoever writes a class with outputs to spare may mean it, and is warned.
        if (form.Classes < outputs && !IsAsked(parsed) && !endsInFeatures) return;
        string layer = endsInFeatures ? "output" : ReplacedNetwork.LastLayer(network);
        string gives = endsInFeatures ? "a classifier" : "as many, beginning at random";
        throw new CommandException(string.Create(CultureInfo.InvariantCulture,
            $"{network.Name} has {outputs:N0} outputs, the data {form.Classes:N0} classes: ")
            + FormattableString.Invariant($"--replace {layer}:{form.Classes} gives it {gives}."));
    }

    /// <summary>Matches the weights with the network.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="written">The network as it was written, with weights that came with it.</param>
    /// <param name="network">The network that is trained.</param>
    /// <param name="from">The file of --from, else the weights of --start; null for those that came with the network.</param>
    /// <param name="options">How it is trained.</param>
    /// <returns>Null where nothing was asked for.</returns>
    /// <exception cref="CommandException">There are no weights, or none that fit.</exception>
    /// <exception cref="WeightsException">The file is damaged.</exception>
    public TransferredWeights? Match(ParseResult parsed, NetworkEntry written, NetworkEntry network, PretrainedFile? from,
        TrainingOptions options)
    {
        if (!IsAsked(parsed)) return null;
        PretrainedFile file = from ?? PretrainedFiles.OfNetwork(written);
        WeightTransfer transfer = WeightTransfer.Match(network.Graph, file, ReplacedLayers(parsed));
        string[] kept = [.. transfer.Layers.Where(l => l.IsKept).Select(l => l.Layer)];
        if (kept.Length == 0)
        {
            string found = string.Join(", ", transfer.Unused.Take(MostNamed).Select(n => Safety.PlainText.Shorten(n, 60)));
            throw new CommandException(
                $"{file.Name}: none of its weights match {network.Name}:",
                [
                    .. transfer.Layers.Take(MostNamed).Select(l => $"{l.Layer}: {l.Reason ?? "replaced"}"),
                    $"the file has {found}{(transfer.Unused.Count > MostNamed ? " …" : "")}",
                ]);
        }

        return new TransferredWeights(file.Name, transfer, transfer.Parameters(options), new TransferOptions
        {
            Kept = kept,
            Frozen = parsed.GetValue(_freeze) is { } freeze ? Frozen(freeze, network, transfer) : [],
            UnfreezeAfter = parsed.GetValue(_unfreezeAfter),
            KeptRate = parsed.GetValue(_keptRate),
            Variants = parsed.GetValue(_variants),
        });
    }

    private static IReadOnlyCollection<string> Frozen(string text, NetworkEntry network, WeightTransfer transfer)
    {
        try
        {
            return FrozenLayers.Find(text, network.Graph, transfer);
        }
        catch (TrainingException e)
        {
            throw new UsageException("--freeze: " + e.Message);
        }
    }

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    private string[] ReplacedLayers(ParseResult parsed) =>
        parsed.GetValue(_replace) is { } text && Replaced(text) is var (layer, _) ? [layer] : [];

    private static (string Layer, int? Outputs)? Replaced(string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon < 0) return text.Length > 0 ? (text, null) : null;
        return colon > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int outputs)
            && outputs is >= 1 and <= 1_000_000
            ? (text[..colon], outputs) : null;
    }
}
