namespace EdgeNet.Training;

/// <summary>
/// The range test of L. N. Smith, "Cyclical learning rates for training neural networks", 2017: the rate grows by a factor from step to step,
/// the loss falls and then bursts. A tenth of the rate where it is lowest learns fast and leaves room for the noise of single batches.
/// </summary>
internal static class RateRangeTest
{
    private const double Lowest = 1e-6;
    private const double Highest = 10;
    private const int Steps = 140;

    /// <summary>What a loss keeps of those before it: single batches are noise.</summary>
    private const double Smoothing = 0.9;

    /// <summary>A loss above the lowest by this factor has burst.</summary>
    private const double Burst = 4;

    /// <summary>A fall of the loss by less is none.</summary>
    private const double LeastFall = 0.01;

    private const float Margin = 0.1f;

    /// <summary>Runs the test; the learner's weights are spent then.</summary>
    /// <param name="learner">The learner, from its first step.</param>
    /// <param name="options">How training is to go on.</param>
    /// <param name="network">The network's name, for messages.</param>
    /// <param name="cancellation">Ends the test after the batch under way.</param>
    /// <exception cref="TrainingException">No rate lowers the loss.</exception>
    public static RateRange Run(Learner learner, TrainingOptions options, string network, CancellationToken cancellation)
    {
        var points = new List<RatePoint>();
        double average = 0, lowest = double.PositiveInfinity;
        int[] order = [];
        for (int step = 0, epoch = 0, at = 0; step < Steps && !cancellation.IsCancellationRequested; step++)
        {
            if (at >= order.Length) (order, at) = (learner.Order(++epoch), 0);
            int count = Math.Min(options.BatchSize, order.Length - at);
            float rate = (float)(Lowest * Math.Pow(Highest / Lowest, (double)step / (Steps - 1)));
            double loss = learner.TrainBatch(order.AsMemory(at, count), SampleRandom.Mix((ulong)options.Seed, (ulong)epoch), rate);
            at += count;
            average = Smoothing * average + (1 - Smoothing) * loss;
            double smoothed = average / (1 - Math.Pow(Smoothing, step + 1));
            if (!double.IsFinite(smoothed) || smoothed > Burst * lowest) break;
            lowest = Math.Min(lowest, smoothed);
            points.Add(new(rate, smoothed));
        }

        return Choose(points, network);
    }

    /// <summary>Chooses out of the steps.</summary>
    /// <exception cref="TrainingException">No rate lowers the loss.</exception>
    internal static RateRange Choose(IReadOnlyList<RatePoint> points, string network)
    {
        if (points.Count == 0 || points.Min(p => p.Loss) >= (1 - LeastFall) * points[0].Loss)
            throw new TrainingException($"Network '{network}': no learning rate lowers the loss in {points.Count} steps of a range test; give one, and look at the data.");
        RatePoint best = points.MinBy(p => p.Loss);
        return new RateRange(points, Margin * best.Rate);
    }
}
