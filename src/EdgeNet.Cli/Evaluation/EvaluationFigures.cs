using EdgeNet.Training;
using EdgeNet.Training.Data;

namespace EdgeNet.Cli.Evaluation;

/// <summary>What an evaluation of classes comes to: the same figures for JSON and for pages.</summary>
/// <param name="Part">The part that was measured: "test", "validation".</param>
/// <param name="Images">The samples.</param>
/// <param name="Result">How often which class was answered.</param>
/// <param name="Answers">The answers; null where they are not known one by one.</param>
/// <param name="Temperature">The temperature that other samples gave; null where there are none.</param>
internal sealed record EvaluationFigures(
    string Part, ImageSet? Images, EvaluationResult Result, ClassAnswers? Answers, double? Temperature = null)
{
    /// <summary>The share of wrong answers among the accepted ones at which the read rate is given.</summary>
    public const double TargetError = 0.01;

    private ReadingScores? _scores, _scaled;

    /// <summary>The samples that the temperature was fitted on, with the answers to them; null where there are none.</summary>
    public (ImageSet Images, ClassAnswers Answers)? Held { get; private init; }

    /// <summary>The answers by confidence; null where they are not known.</summary>
    public ReadingScores? Scores => Answers is null ? null : _scores ??= Answers.Scores();

    /// <summary>The same after temperature scaling; null where there is no temperature.</summary>
    public ReadingScores? Scaled => Answers is not { HasProbabilities: true } || Temperature is not { } t ? null
        : _scaled ??= Answers.Scores(t);

    /// <summary>The expected calibration error; null where the answers are not known.</summary>
    public double? CalibrationError => Scores?.CalibrationError(0);

    /// <summary>The same after temperature scaling.</summary>
    public double? ScaledError => Scaled?.CalibrationError(0);

    /// <summary>
    /// The threshold of most right answers with no more than one in a hundred wrong; null where the answers are not known.
    /// </summary>
    public RejectPoint? Rejecting => Scores?.Best(TargetError);

    /// <summary>The share of samples that are answered rightly at that threshold.</summary>
    public double? ReadRate => Rejecting is { } point ? Scores!.ReadRate(point) : null;

    /// <summary>Measures samples through the generated code.</summary>
    /// <param name="part">What they are.</param>
    /// <param name="create">Makes an instance.</param>
    /// <param name="images">The samples.</param>
    /// <param name="logits">Whether outputs are logits.</param>
    /// <param name="held">Samples to fit the temperature on, neither learnt from nor measured; null for none.</param>
    public static EvaluationFigures Measure(
        string part, Func<INetwork<float>> create, ImageSet images, bool logits, ImageSet? held)
    {
        EvaluationResult result = Evaluator.Evaluate(create, images, logits, out ClassAnswers? answers);
        if (held is not { Targets: null } || answers is not { HasProbabilities: true }) return new(part, images, result, answers);
        Evaluator.Evaluate(create, held, logits, out ClassAnswers? others);
        return others is { HasProbabilities: true }
            ? new(part, images, result, answers, TemperatureFit.Fit(others)) { Held = (held, others) }
            : new(part, images, result, answers);
    }
}
