using EdgeNet.Training.Gradients;
using EdgeNet.Training.Losses;

namespace EdgeNet.Training.Distillation;

/// <summary>
/// A part of the loss of the labels, and for the rest T² times the divergence of the network's softened answers from the teachers'. Its
/// slope by a logit is T · (the network's probability − the teachers'): the factor T² keeps both parts' gradients of like size at any T.
/// </summary>
internal sealed unsafe class DistilledLoss : IBatchLoss
{
    private readonly IBatchLoss _labels;
    private readonly DistillationOptions _options;
    private readonly TeacherPasses[] _teachers;
    private readonly int _classes;

    /// <summary>For each thread the teachers' probabilities of its group, a row a lane.</summary>
    private readonly double[][] _taught;

    /// <summary>For each thread the probabilities of one sample.</summary>
    private readonly double[][] _answers;

    /// <param name="labels">The loss of the labels, taken at logits.</param>
    /// <param name="options">The teachers.</param>
    /// <param name="workers">Threads.</param>
    public DistilledLoss(IBatchLoss labels, DistillationOptions options, int workers)
    {
        _labels = labels;
        _options = options;
        _classes = options.Teachers[0].Classes;
        _teachers = [.. options.Teachers.Select(t => new TeacherPasses(t, workers))];
        _taught = [.. Enumerable.Range(0, workers).Select(_ => new double[Lanes.Count * _classes])];
        _answers = [.. Enumerable.Range(0, workers).Select(_ => new double[_classes])];
    }

    /// <inheritdoc/>
    public int Node => _labels.Node;

    /// <inheritdoc/>
    public void Look(float* inputs, int samples, int worker)
    {
        Span<double> answer = _answers[worker];
        _taught[worker].AsSpan().Clear();
        foreach (TeacherPasses teacher in _teachers)
        {
            float* logits = teacher.Run(inputs, samples, worker);
            for (int lane = 0; lane < samples; lane++)
            {
                Soften(logits + lane, answer);
                Span<double> taught = Taught(worker, lane);
                for (int c = 0; c < answer.Length; c++) taught[c] += answer[c] / _teachers.Length;
            }
        }
    }

    /// <inheritdoc/>
    public (double Loss, int Correct) Add(
        float* outputs, float* gradients, ISampleSource source, ReadOnlySpan<int> samples, int worker, float scale)
    {
        float share = _options.Share;
        (double loss, int correct) = _labels.Add(outputs, gradients, source, samples, worker, scale * (1 - share));
        double divergence = 0, slope = (double)scale * share * _options.Temperature;
        Span<double> answer = _answers[worker];
        for (int lane = 0; lane < samples.Length; lane++)
        {
            float* y = outputs + lane, dy = gradients + lane;
            ReadOnlySpan<double> taught = Taught(worker, lane);
            double logSum = Soften(y, answer);
            for (int c = 0; c < answer.Length; c++)
            {
                // The logarithm as such: the probability itself may be 0.
                if (taught[c] > 0) divergence += taught[c] * (Math.Log(taught[c]) - (y[c * Lanes.Count] / _options.Temperature - logSum));
                dy[c * Lanes.Count] += (float)(slope * (answer[c] - taught[c]));
            }
        }

        return ((1 - share) * loss + (double)share * _options.Temperature * _options.Temperature * divergence, correct);
    }

    private Span<double> Taught(int worker, int lane) => _taught[worker].AsSpan(lane * _classes, _classes);

    /// <summary>softmax(logits / T).</summary>
    /// <param name="logits">The logits of one lane.</param>
    /// <param name="probabilities">Receives the probabilities.</param>
    /// <returns>The logarithm of Σ e^(logit / T).</returns>
    private double Soften(float* logits, Span<double> probabilities)
    {
        double largest = double.NegativeInfinity, sum = 0;
        for (int c = 0; c < probabilities.Length; c++)
        {
            probabilities[c] = logits[c * Lanes.Count] / (double)_options.Temperature;
            // A logit that is no number makes the loss none, and training ends.
            largest = Math.Max(largest, probabilities[c]);
        }

        foreach (ref double p in probabilities)
        {
            p = Math.Exp(p - largest);
            sum += p;
        }

        foreach (ref double p in probabilities) p /= sum;
        return largest + Math.Log(sum);
    }
}
