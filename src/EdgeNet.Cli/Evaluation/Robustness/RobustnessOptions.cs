using System.CommandLine;
using System.Globalization;
using EdgeNet.Cli.Output;
using EdgeNet.Training.Robustness;

namespace EdgeNet.Cli.Evaluation.Robustness;

/// <summary>How evaluate is told to measure what a network withstands.</summary>
/// <param name="force">Whether files are overwritten.</param>
internal sealed class RobustnessOptions(Option<bool> force)
{
    /// <summary>Pictures of this many attacked samples are written.</summary>
    public const int StandardExamples = 12;

    private readonly Option<bool> _robustness = new("--robustness")
    {
        Description = "Accuracy on corrupted samples: turned, shifted, in another light, noisy and so on; of pictures also "
            + "MNIST-C's fifteen corruptions.",
    };

    private readonly Option<string?> _attack = new Option<string?>("--attack")
    {
        Description = "Accuracy under attacks, with commas between them: fgsm and pgd follow gradients, square asks for answers alone. "
            + "Also the worst case, in which each sample meets the strongest of them.",
        HelpName = "fgsm,pgd,square",
    };

    private readonly Option<float[]?> _epsilon = new Option<float[]?>("--epsilon")
    {
        Description = "The largest changes of a pixel that attacks try, as shares of its range, with commas between them; "
            + "0.1,0.2,0.3 if not given, of pictures in colors 0.0078,0.0157,0.0314 (2, 4 and 8 of 255).",
        HelpName = "LIST",
    }.Numbers();

    private readonly Option<int> _steps = Number("--attack-steps", "Steps of pgd from each start.", new PgdAttack().Steps);
    private readonly Option<int> _restarts = Number("--attack-restarts", "Random starts of pgd.", new PgdAttack().Restarts);
    private readonly Option<int> _queries = Number("--attack-queries", "Queries of square.", new SquareAttack().Queries);

    private readonly Option<int?> _samples = new Option<int?>("--samples")
    {
        Description = "Measures the first N samples of the test part alone, in these tables.",
        HelpName = "N",
    }.Between(1, int.MaxValue);

    private readonly Option<int> _seed = new Option<int>("--seed")
    {
        Description = "What corruptions and attacks are drawn from; the same seed gives the same figures.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    }.Number();

    private readonly Option<DirectoryInfo?> _pictures = new("--pictures")
    {
        Description = "A folder for pictures of samples that attacks fooled, at the smallest EPS that fools any: before, "
            + "the change magnified, after, with both answers. Attacks with pgd if --attack is not given.",
        HelpName = "DIR",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _attack.Validators.Add(result =>
        {
            foreach (string name in result.Tokens.Take(1).SelectMany(t => t.Value.Split(',')).Where(n => !Attack.Names.Contains(n)))
                result.AddError($"--attack: expected {string.Join(", ", Attack.Names)}, found '{name}'."
                    + Suggestions.For(name, Attack.Names));
        });
        _epsilon.Validators.Add(result =>
        {
            // What is no number has its error from the parser.
            foreach (string part in result.Tokens.Take(1).SelectMany(t => t.Value.Split(',')))
                if (float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out float epsilon) && !(epsilon > 0 && epsilon <= 1))
                    result.AddError(FormattableString.Invariant($"--epsilon: expected numbers above 0, at most 1, found {epsilon}."));
        });
        Option[] options = [_robustness, _attack, _epsilon, _steps, _restarts, _queries, _samples, _seed, _pictures];
        foreach (Option option in options) command.Add(option);
    }

    /// <summary>What was asked for; null where it is an evaluation of samples as they are.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UsageException">Options do not go together, or there is no such attack.</exception>
    public RobustnessRequest? Read(ParseResult parsed)
    {
        bool robustness = parsed.GetValue(_robustness);
        string? attacks = parsed.GetValue(_attack);
        string? pictures = parsed.GetValue(_pictures)?.ToString();
        if (attacks is null && pictures is not null) attacks = "pgd";
        if (attacks is null) Refuse(parsed, _epsilon, "--attack");
        if (!robustness && attacks is null)
        {
            foreach (Option option in (Option[])[_samples, _seed, _steps, _restarts, _queries])
                Refuse(parsed, option, "--robustness or --attack");
            return null;
        }

        return new RobustnessRequest
        {
            Corruptions = robustness,
            Attacks = attacks is null ? [] : [.. attacks.Split(',').Distinct().Select(name => AttackNamed(parsed, name))],
            Epsilons = parsed.GetValue(_epsilon) is { Length: > 0 } epsilons ? [.. epsilons.Distinct().Order()] : null,
            Samples = parsed.GetValue(_samples),
            Seed = parsed.GetValue(_seed),
            Pictures = pictures,
            Force = parsed.GetValue(force),
        };
    }

    private Attack AttackNamed(ParseResult parsed, string name) => name switch
    {
        "fgsm" => new FgsmAttack(),
        "pgd" => new PgdAttack { Steps = parsed.GetValue(_steps), Restarts = parsed.GetValue(_restarts) },
        "square" => new SquareAttack { Queries = parsed.GetValue(_queries) },
        _ => Attack.Named(name),
    };

    private static void Refuse(ParseResult parsed, Option option, string owner)
    {
        if (parsed.GetResult(option) is { Implicit: false })
            throw new UsageException($"{option.Name}: needs {owner}.");
    }

    private static Option<int> Number(string name, string description, int standard) => new Option<int>(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => standard,
    }.Between(1, 1_000_000);
}
