using System.CommandLine;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Training.Data;

namespace EdgeNet.Cli.Data;

/// <summary>How train is told how to prepare pictures, which the weights then carry.</summary>
internal sealed class PreparationOptions
{
    private readonly Option<string?> _fit = new Option<string?>("--fit")
    {
        Description = "How pictures of other sizes are brought to the network's: center (shrunk, never enlarged; grey ones if not "
            + "given), fit (the whole picture, as large as it goes; coloured ones if not given), fill (cut off at two sides), stretch; series of other lengths: "
            + "stretch (if not given), or pad, with their last value.",
    }.OneOf("center", "fit", "fill", "stretch", "pad");

    private readonly Option<string?> _invert = new Option<string?>("--invert")
    {
        Description = "Whether pictures are inverted: no, yes, or paper (those with bright borders); what most borders say of grey "
            + "ones if not given.",
    }.OneOf("no", "yes", "paper");

    private readonly Option<string?> _channels = new Option<string?>("--channels")
    {
        Description = "The order of a color picture's channels that the network takes; rgb if not given.",
    }.OneOf("rgb", "bgr");

    private readonly Option<float[]?> _mean = new Option<float[]?>("--mean")
    {
        Description = "What is subtracted of pictures in which white is 1, or of numbers: a number, or one a channel.",
        HelpName = "X,X,X",
    }.Numbers();

    private readonly Option<float[]?> _deviation = new Option<float[]?>("--deviation")
    {
        Description = "What is divided by then: a number, or one a channel.",
        HelpName = "X,X,X",
    }.Numbers();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_fit, _invert, _channels, _mean, _deviation]) command.Add(option);
    }

    /// <summary>Refuses means and deviations that a network's channels do not have.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="network">The network.</param>
    /// <exception cref="CommandException">There is neither one number nor one a channel.</exception>
    public void Check(ParseResult parsed, NetworkEntry network)
    {
        int channels = network.Info.InputShape[0];
        if (parsed.GetValue(_channels) is not null && (channels != 3 || network.Info.InputShape.Count != 3))
            throw new UsageException($"--channels: is of color pictures, three channels; {network.Name} takes "
                + $"{Format.Shape(network.Info.InputShape)}.");
        foreach (Option<float[]?> option in new[] { _mean, _deviation })
        {
            if (parsed.GetValue(option) is not { Length: > 0 } numbers || numbers.Length == 1 || numbers.Length == channels) continue;
            string text = string.Join(',', parsed.GetResult(option)!.Tokens.Select(t => t.Value)), decimals = text.Replace(',', '.');
            // 0,5 is a half in many countries.
            string advice = numbers.Length == 2 ? $" A decimal point was perhaps meant: {option.Name} {decimals}." : "";
            string channel = channels == 1 ? "a number, as there is one channel"
                : FormattableString.Invariant($"a number, or one for each of the {channels} channels");
            throw new UsageException(FormattableString.Invariant(
                $"{option.Name}: {network.Name} takes {channel}; found the {numbers.Length} numbers of '{text}'.{advice}"));
        }
    }

    /// <summary>What was asked for.</summary>
    public DatasetOptions Read(ParseResult parsed) => new()
    {
        Fit = parsed.GetValue(_fit) switch
        {
            "center" => PictureFit.Center,
            "fit" => PictureFit.Fit,
            "fill" => PictureFit.Fill,
            "stretch" => PictureFit.Stretch,
            _ => null,
        },
        Resize = parsed.GetValue(_fit) switch
        {
            "pad" => NumberResize.Pad,
            "stretch" => NumberResize.Stretch,
            _ => null,
        },
        Inversion = parsed.GetValue(_invert) switch
        {
            "no" => PictureInversion.None,
            "yes" => PictureInversion.Always,
            "paper" => PictureInversion.BrightPaper,
            _ => null,
        },
        Color = parsed.GetValue(_channels) switch
        {
            "rgb" => PictureColor.Rgb,
            "bgr" => PictureColor.Bgr,
            _ => null,
        },
        // An array that is not given is empty.
        Mean = parsed.GetValue(_mean) is { Length: > 0 } mean ? mean : null,
        Deviation = parsed.GetValue(_deviation) is { Length: > 0 } deviation ? deviation : null,
    };
}
