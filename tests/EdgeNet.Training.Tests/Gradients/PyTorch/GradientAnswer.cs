namespace EdgeNet.Training.Tests.Gradients.PyTorch;

/// <summary>What somebody computed of a batch.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Tensors">The gradients of parameters, and of the input, by name; running statistics after the batch; and "output".</param>
internal sealed record GradientAnswer(double Loss, IReadOnlyDictionary<string, double[]> Tensors)
{
    /// <summary>Of a norm, or of the loss.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>
    /// A tensor below this share of the norm of all is measured by that share, so by 3e-7 of that norm, a few roundings of float32: its
    /// sums cancel, as those of the only input channel below a batch norm do.
    /// </summary>
    private const double Least = 3e-3;

    /// <summary>
    /// A tensor below this share is zero, as is the gradient of a bias below a batch norm: it is measured by the norm of all.
    /// </summary>
    private const double Zero = 1e-9;

    /// <summary>What differs from another answer by more than the tolerance, relative to the norm of each tensor.</summary>
    /// <param name="expected">The truth.</param>
    /// <param name="tolerance">The tolerance.</param>
    /// <returns>A line each.</returns>
    public IEnumerable<string> Differences(GradientAnswer expected, double tolerance = Tolerance)
    {
        if (!(Math.Abs(Loss - expected.Loss) <= tolerance * Math.Abs(expected.Loss)))
            yield return FormattableString.Invariant($"loss: expected {expected.Loss:R}, found {Loss:R}");
        if (!Tensors.Keys.Order(StringComparer.Ordinal).SequenceEqual(expected.Tensors.Keys.Order(StringComparer.Ordinal)))
            yield return $"tensors: expected {string.Join(", ", expected.Tensors.Keys)}, found {string.Join(", ", Tensors.Keys)}";
        double whole = Whole(expected);
        foreach ((string name, double[] truth) in expected.Tensors)
        {
            if (!Tensors.TryGetValue(name, out double[]? found)) continue;
            double error = Error(truth, found, whole);
            if (!(error <= tolerance)) yield return FormattableString.Invariant($"{name}: differs by {error:E1} of its norm");
        }
    }

    /// <summary>The largest relative difference of a tensor.</summary>
    /// <param name="expected">The truth.</param>
    public (string Tensor, double Error) Worst(GradientAnswer expected)
    {
        double whole = Whole(expected);
        return expected.Tensors.Where(t => Tensors.ContainsKey(t.Key))
            .Select(t => (t.Key, Error(t.Value, Tensors[t.Key], whole))).MaxBy(t => t.Item2);
    }

    private static double Error(double[] truth, double[] found, double whole)
    {
        if (truth.Length != found.Length) return double.PositiveInfinity;
        double norm = Norm(truth);
        double distance = Norm([.. truth.Zip(found, (a, b) => a - b)]);
        return distance == 0 ? 0 : distance / (norm < Zero * whole ? whole : Math.Max(norm, Least * whole));
    }

    /// <summary>The norm of all gradients of parameters together.</summary>
    private static double Whole(GradientAnswer answer) =>
        Math.Sqrt(answer.Tensors.Where(t => t.Key is not "output" && !t.Key.Contains(".running_", StringComparison.Ordinal))
            .Sum(t => t.Value.Sum(v => v * v)));

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(v => v * v));
}
