using System.CommandLine;
using EdgeNet.Cli.Output;
using EdgeNet.Training;

namespace EdgeNet.Cli.Training;

/// <summary>How the train command is told how to vary samples: a named policy for a kind of data, and each variation by itself.</summary>
internal sealed class AugmentationArguments
{
    private const string Suiting = "suiting";

    private readonly Option<string?> _augment = new Option<string?>("--augment")
    {
        Description = "Varies training samples as their kind does by itself; which kind suits the network's input if no name is given. "
            + "The options below change or add single variations, 0 switches one off.",
        Arity = ArgumentArity.ZeroOrOne,
    }.OneOf([.. AugmentationPolicy.Names]);

    private readonly Option<bool> _recentre = new("--recentre") { Description = "Puts the centre of mass back after distorting pictures." };
    private readonly Variation[] _variations =
    [
        new("--flip", 1, "The share that is mirrored: pictures left to right, volumes on each axis.",
            Pictures((o, v) => o with { Flip = v }), Volumes((o, v) => o with { Flip = v })),
        new("--turn", 1, "The share of volumes that is turned by quarters.", Volumes((o, v) => o with { Turn = v })),
        new("--crop", 1, "The largest crop, as a share: pictures moved by whole pixels, series cut and stretched.",
            Pictures((o, v) => o with { Crop = v }), Series((o, v) => o with { Crop = v })),
        new("--shift", 1000, "The largest shift: pixels of pictures, cells of volumes, a share of series.",
            Pictures((o, v) => o with { Shift = v }), Volumes((o, v) => o with { Shift = v }), Series((o, v) => o with { Shift = v })),
        new("--rotation", 180, "The largest rotation of pictures, in degrees.", Pictures((o, v) => o with { Rotation = v })),
        new("--scale", 10, "The largest scaling, of pictures' size or series' amplitude: 0.1 is 91 % to 110 %.",
            Pictures((o, v) => o with { Scale = v }), Series((o, v) => o with { Scale = v })),
        new("--shear", 10, "The largest shear of pictures, in columns a row.", Pictures((o, v) => o with { Shear = v })),
        new("--elastic", 1000, "The strength of elastic distortions of pictures, in pixels.", Pictures((o, v) => o with { Elastic = v })),
        new("--thickness", 10, "The largest change of stroke thickness, in pixels.", Pictures((o, v) => o with { Thickness = v })),
        new("--blur", 10, "The largest blur of pictures, in pixels.", Pictures((o, v) => o with { Blur = v })),
        new("--contrast", 1, "The largest loss of pictures' contrast, 0 to 1.", Pictures((o, v) => o with { Contrast = v })),
        new("--gamma", 10, "The largest gamma of pictures: 0.3 is powers of 1 / 1.3 to 1.3.", Pictures((o, v) => o with { Gamma = v })),
        new("--color", 1, "The largest change of pictures' brightness, contrast and saturation, 0 to 1.",
            Pictures((o, v) => o with { Color = v })),
        new("--cutout", 1, "The side of a square of pictures that is blotted out, as a share.", Pictures((o, v) => o with { Cutout = v })),
        new("--lighting", 1, "The most light that pictures lose, evenly and across.", Pictures((o, v) => o with { Lighting = v })),
        new("--haze", 1, "The largest density of clouds over pictures.", Pictures((o, v) => o with { Haze = v })),
        new("--scratches", 1, "The share of pictures with scratches.", Pictures((o, v) => o with { Scratches = v })),
        new("--inversion", 1, "The share of pictures with a band, or all, in the other polarity.", Pictures((o, v) => o with { Inversion = v })),
        new("--impulse", 1, "The largest share of pixels that become black or white.", Pictures((o, v) => o with { Impulse = v })),
        new("--noise", 10, "The largest deviation of noise: 0 to 1 on pictures, in deviations of series and volumes.",
            Pictures((o, v) => o with { Noise = v }), Series((o, v) => o with { Noise = v }), Volumes((o, v) => o with { Noise = v })),
        new("--warp", 0.1f, "The largest displacement in time of series, as a share, 0 to 0.1.", Series((o, v) => o with { Warp = v })),
        new("--mask", 1, "The largest share of series that is masked.", Series((o, v) => o with { Mask = v })),
        new("--mixup", 1, "Blends samples with others, and their labels: the parameter of Beta, 0.05 to 1.",
            (o, v) => o with { Mixup = v }),
        new("--cutmix", 1, "Puts boxes of other samples in, and their labels: the parameter of Beta, 0.05 to 1.",
            (o, v) => o with { CutMix = v }),
    ];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _augment.CustomParser = result => result.Tokens.Count == 0 ? Suiting : result.Tokens[0].Value;
        command.Add(_augment);
        foreach (Variation variation in _variations) command.Add(variation.Option);
        command.Add(_recentre);
    }

    /// <summary>Whether any variation was asked for.</summary>
    public bool IsGiven(ParseResult parsed) =>
        parsed.GetResult(_augment) is not null || Array.Exists(_variations, v => parsed.GetValue(v.Option) is not null);

    /// <summary>What was asked for, or null for no variation.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="inputShape">The network's input shape.</param>
    /// <exception cref="UsageException">A variation is of another kind of data.</exception>
    public AugmentationPolicy? Read(ParseResult parsed, IReadOnlyList<int> inputShape)
    {
        string? name = parsed.GetResult(_augment) is null ? null : parsed.GetValue(_augment);
        string suiting = AugmentationPolicy.NameFor(inputShape);
        AugmentationPolicy policy = name is null
            ? AugmentationPolicy.Named(suiting).None()
            : AugmentationPolicy.Named(name == Suiting ? suiting : name);
        foreach (Variation variation in _variations)
        {
            if (parsed.GetValue(variation.Option) is not { } value) continue;
            policy = variation.Set(policy, value)
                ?? throw new UsageException($"{variation.Option.Name}: is no variation of "
                    + $"{(name is null or Suiting ? suiting : name)} samples; leave it out.");
        }

        if (!IsGiven(parsed)) return null;
        return policy is PictureAugmentation pictures ? pictures with { Recentre = pictures.Recentre || parsed.GetValue(_recentre) } : policy;
    }

    private static Func<AugmentationPolicy, float, AugmentationPolicy?> Pictures(
        Func<PictureAugmentation, float, AugmentationPolicy> set) =>
        (policy, value) => policy is PictureAugmentation pictures ? set(pictures, value) : null;

    private static Func<AugmentationPolicy, float, AugmentationPolicy?> Series(Func<SeriesAugmentation, float, AugmentationPolicy> set) =>
        (policy, value) => policy is SeriesAugmentation series ? set(series, value) : null;

    private static Func<AugmentationPolicy, float, AugmentationPolicy?> Volumes(Func<VolumeAugmentation, float, AugmentationPolicy> set) =>
        (policy, value) => policy is VolumeAugmentation volumes ? set(volumes, value) : null;

    /// <param name="name">The option.</param>
    /// <param name="most">The largest number that makes sense.</param>
    /// <param name="description">What it does.</param>
    /// <param name="setters">Set it, each in the policy of a kind; null of any other.</param>
    private sealed class Variation(
        string name, float most, string description, params Func<AugmentationPolicy, float, AugmentationPolicy?>[] setters)
    {
        public Option<float?> Option { get; } = new Option<float?>(name) { Description = description, HelpName = "X" }.Between(0, most);

        public AugmentationPolicy? Set(AugmentationPolicy policy, float value) =>
            setters.Select(set => set(policy, value)).FirstOrDefault(set => set is not null);
    }
}
