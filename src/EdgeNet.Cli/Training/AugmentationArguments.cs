using System.CommandLine;
using EdgeNet.Cli.Output;
using EdgeNet.Training;

namespace EdgeNet.Cli.Training;

/// <summary>How the train command is told how to distort pictures: a set that suits handwriting, and each distortion by itself.</summary>
internal sealed class AugmentationArguments
{
    private readonly Option<bool> _augment = new("--augment")
    {
        Description = "Distorts training pictures as handwriting varies: shift, rotation, scale, shear, elastic, thickness, blur, tone. The options below change or add single ones, 0 switches one off.",
    };

    private readonly Option<bool> _recentre = new("--recentre") { Description = "Puts the centre of mass back after distorting." };
    private readonly Distortion[] _distortions =
    [
        new("--shift", 1000, "The largest shift, in pixels.", (o, v) => o with { Shift = v }),
        new("--rotation", 180, "The largest rotation, in degrees.", (o, v) => o with { Rotation = v }),
        new("--scale", 10, "The largest scaling: 0.1 is 90 % to 111 %.", (o, v) => o with { Scale = v }),
        new("--shear", 10, "The largest shear, in columns a row.", (o, v) => o with { Shear = v }),
        new("--elastic", 1000, "The strength of elastic distortions, in pixels.", (o, v) => o with { Elastic = v }),
        new("--thickness", 10, "The largest change of stroke thickness, in pixels.", (o, v) => o with { Thickness = v }),
        new("--blur", 10, "The largest blur, in pixels.", (o, v) => o with { Blur = v }),
        new("--contrast", 1, "The largest loss of contrast, 0 to 1.", (o, v) => o with { Contrast = v }),
        new("--gamma", 10, "The largest gamma: 0.3 is powers of 1 / 1.3 to 1.3.", (o, v) => o with { Gamma = v }),
        new("--noise", 1, "The largest deviation of noise, 0 to 1.", (o, v) => o with { Noise = v }),
    ];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_augment);
        foreach (Distortion distortion in _distortions) command.Add(distortion.Option);
        command.Add(_recentre);
    }

    /// <summary>What was asked for, or null for no distortion.</summary>
    public AugmentationOptions? Read(ParseResult parsed)
    {
        bool augment = parsed.GetValue(_augment);
        AugmentationOptions options = augment ? AugmentationOptions.Handwriting : new AugmentationOptions();
        foreach (Distortion distortion in _distortions)
        {
            if (parsed.GetValue(distortion.Option) is not { } value) continue;
            options = distortion.Set(options, value);
            augment = true;
        }

        return augment ? options with { Recentre = options.Recentre || parsed.GetValue(_recentre) } : null;
    }

    private sealed class Distortion(string name, float most, string description, Func<AugmentationOptions, float, AugmentationOptions> set)
    {
        public Option<float?> Option { get; } = new Option<float?>(name) { Description = description, HelpName = "X" }.Between(0, most);

        public Func<AugmentationOptions, float, AugmentationOptions> Set { get; } = set;
    }
}
