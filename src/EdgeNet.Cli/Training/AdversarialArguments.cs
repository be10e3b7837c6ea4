using System.CommandLine;
using EdgeNet.Cli.Output;
using EdgeNet.Training;

namespace EdgeNet.Cli.Training;

/// <summary>How the train command is told to train against attacks.</summary>
internal sealed class AdversarialArguments
{
    private readonly Option<float?> _epsilon = new Option<float?>("--adversarial")
    {
        Description = "Trains against adversarial examples: each pixel of a training picture is changed by up to EPS of its range "
            + "so that the loss rises. The last epoch's weights are kept. 0.3 is usual for MNIST, 0.03 for photographs.",
        HelpName = "EPS",
    }.Between(0, 1);

    private readonly Option<int?> _steps = new Option<int?>("--adversarial-steps")
    {
        Description = "Gradient steps that change a picture (7 if not given); 1 is the fast method with a random start.",
        HelpName = "N",
    }.Between(1, 1000);

    private readonly Option<float?> _warmUp = new Option<float?>("--adversarial-warm-up")
    {
        Description = "Epochs over which EPS grows from 0 (a tenth of all if not given).",
        HelpName = "EPOCHS",
    }.Between(0, 100_000);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_epsilon);
        command.Add(_steps);
        command.Add(_warmUp);
    }

    /// <summary>Whether a network is to be trained against attacks.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_epsilon) is > 0;

    /// <summary>What was asked for, or null for plain training.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="epochs">Epochs of the training.</param>
    /// <exception cref="UsageException">Options of adversarial training are given without it.</exception>
    public AdversarialOptions? Read(ParseResult parsed, int epochs)
    {
        int? steps = parsed.GetValue(_steps);
        float? warmUp = parsed.GetValue(_warmUp);
        if (IsGiven(parsed))
        {
            var standard = new AdversarialOptions { Epsilon = parsed.GetValue(_epsilon)!.Value };
            return standard with { Steps = steps ?? standard.Steps, WarmUp = warmUp ?? epochs / 10f };
        }

        string? stray = steps is not null ? "--adversarial-steps" : warmUp is not null ? "--adversarial-warm-up" : null;
        return stray is null ? null : throw new UsageException($"{stray}: needs --adversarial.");
    }
}
