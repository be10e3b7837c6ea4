using EdgeNet.Training.Data;
using EdgeNet.Training.Evaluation;
using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>Measures any network, generated code above all, on labelled pictures, on several cores.</summary>
public static class Evaluator
{
    /// <summary>Runs a network on every picture.</summary>
    /// <param name="create">Makes an instance; called once a thread, the instance is disposed at the end.</param>
    /// <param name="images">The pictures, in the network's input shape.</param>
    /// <param name="threads">Threads; 0 for one a core.</param>
    /// <param name="logits">Whether the outputs are logits rather than probabilities: the network does not end in a softmax.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="TrainingException">The pictures do not fit the network.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static EvaluationResult Evaluate(
        Func<INetwork<float>> create, ImageSet images, int threads = 0, bool logits = false, CancellationToken cancellation = default) =>
        Evaluate(create, images, threads, logits, isFinal: true, cancellation);

    /// <summary>The same, and the answers themselves.</summary>
    /// <param name="create">Makes an instance; called once a thread, the instance is disposed at the end.</param>
    /// <param name="images">The samples, of one class each.</param>
    /// <param name="logits">Whether the outputs are logits rather than probabilities.</param>
    /// <param name="answers">What is answered to each sample; null where samples have targets in place of classes.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="TrainingException">The samples do not fit the network.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static EvaluationResult Evaluate(
        Func<INetwork<float>> create, ImageSet images, bool logits, out ClassAnswers? answers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        ClassAnswers? taken = null;
        EvaluationResult result = Evaluate(create, images, threads: 0, logits, isFinal: true, cancellation, info =>
            images.Targets is null ? taken = new ClassAnswers(info.Outputs[0].Length, images, logits) : null);
        answers = taken;
        return result;
    }

    /// <param name="create">Makes an instance; called once a thread, the instance is disposed at the end.</param>
    /// <param name="images">The pictures, in the network's input shape.</param>
    /// <param name="threads">Threads; 0 for one a core.</param>
    /// <param name="logits">Whether the outputs are logits rather than probabilities.</param>
    /// <param name="isFinal">Whether the area under the ROC curve is wanted too: many sorted columns where there are many classes.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="keeper">Makes what keeps the answers; null where nobody wants them.</param>
    internal static EvaluationResult Evaluate(
        Func<INetwork<float>> create, ImageSet images, int threads, bool logits, bool isFinal, CancellationToken cancellation,
        Func<NetworkInfo, ClassAnswers?>? keeper = null)
    {
        int workers = Math.Clamp(threads > 0 ? threads : Environment.ProcessorCount, 1, Math.Max(1, images.Count));
        var networks = new INetwork<float>[workers];
        try
        {
            for (int i = 0; i < workers; i++)
                networks[i] = create();
            NetworkInfo info = networks[0].Info;
            Check(info, images);
            // Of several outputs, the first gives the classes.
            int classes = info.Outputs[0].Length;
            var tally = EvaluationTally.Create(classes, images, logits, isFinal);
            ClassAnswers? answers = keeper?.Invoke(info);
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, worker =>
            {
                float[] image = new float[images.ImageLength];
                float[] output = new float[info.OutputLength];
                int end = (int)((long)images.Count * (worker + 1) / workers);
                for (int i = (int)((long)images.Count * worker / workers); i < end; i++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    images.Read(i, image);
                    networks[worker].Infer(image, output);
                    answers?.Add(i, output.AsSpan(0, classes));
                    tally.Add(i, output.AsSpan(0, classes));
                }
            });
            return tally.Result();
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OperationCanceledException))
        {
            throw new OperationCanceledException(cancellation);
        }
        finally
        {
            foreach (INetwork<float>? network in networks)
                network?.Dispose();
        }
    }

    private static void Check(NetworkInfo info, ImageSet images)
    {
        if (images.Count == 0) throw new TrainingException("There are no pictures to evaluate on.");
        if (info.Inputs.Count != 1)
            throw new TrainingException(
                $"Network '{info.Name}' has {info.Inputs.Count} inputs ({string.Join(", ", info.Inputs.Select(i => i.Name))}), but a picture is one.");
        if (info.InputLength != images.ImageLength)
            throw new TrainingException(
                $"Network '{info.Name}' expects inputs of {string.Join("×", info.InputShape)}, "
                + $"the pictures are {string.Join("×", images.Shape)}.");
        foreach (int label in images.Labels)
        {
            if (label >= info.Outputs[0].Length)
                throw new TrainingException(Invariant(
                    $"Network '{info.Name}' has {info.Outputs[0].Length} outputs, the pictures have label {label}."));
        }
    }
}
