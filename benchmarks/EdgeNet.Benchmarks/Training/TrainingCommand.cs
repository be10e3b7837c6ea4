using System.Diagnostics;
using System.Runtime.InteropServices;
using EdgeNet.Compiler.Graph;
using EdgeNet.Description;
using EdgeNet.Measuring;
using EdgeNet.Models;
using EdgeNet.Training;
using EdgeNet.Training.Data;
using static System.FormattableString;

namespace EdgeNet.Benchmarks.Training;

/// <summary>
/// `training [NETWORK…]`: steps of training on random samples beside PyTorch, in turns: the same network, batch size, threads and optimizer
/// (AdamW), without distortions. PyTorch's is python3's, or that of the program that the variable PYTHON names.
/// </summary>
internal static class TrainingCommand
{
    private const int BatchSize = 64;
    private const int Threads = 2;
    private const int Rounds = 15;

    /// <summary>About how long a round is, in seconds.</summary>
    private const double RoundTime = 0.4;

    private static readonly Dictionary<string, NetworkDescription> Networks = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LeNet5)] = Describe<LeNet5>(),
        [nameof(ResNet8)] = Describe<ResNet8>(),
        [nameof(TimeSeriesCnn)] = Describe<TimeSeriesCnn>(),
    };

    /// <returns>0; 1 where there is no PyTorch, 2 for wrong usage.</returns>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        foreach (string name in arguments)
        {
            if (Networks.ContainsKey(name)) continue;
            Console.Error.WriteLine($"Usage: training [NETWORK…], where the networks are {string.Join(", ", Networks.Keys)}");
            return 2;
        }

        string python = Environment.GetEnvironmentVariable("PYTHON") is { Length: > 0 } named ? named : "python3";
        bool head = true;
        try
        {
            foreach (string name in arguments.Length == 0 ? Networks.Keys.ToArray() : arguments)
            {
                Compare(python, Networks[name], head);
                head = false;
            }
        }
        catch (InvalidOperationException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }

        return 0;
    }

    private static NetworkDescription Describe<T>()
        where T : ICompiledNetwork<T> => T.Description;

    private static void Compare(string python, NetworkDescription description, bool head)
    {
        NetworkGraph graph = GraphBuilder.Build(description, out _)!;
        using var torch = new TorchPeer(python, description.Name, BatchSize, Threads);
        if (head)
        {
            Console.WriteLine(Invariant($"{RuntimeInformation.FrameworkDescription} and {torch.Version}, batch size {BatchSize}, {Threads} threads, AdamW; samples a second, medians of {Rounds} rounds."));
            Console.WriteLine();
            Console.WriteLine("| network | EdgeNet | PyTorch | times faster (median of pairs) |");
            Console.WriteLine("|---|---|---|---|");
        }

        int torchSteps = Math.Max(1, (int)(10 * RoundTime / Math.Max(torch.Run(10), torch.Run(10))));
        var own = new List<double>();
        var peer = new List<double>();
        var ratios = new List<double>();
        long start = Stopwatch.GetTimestamp();
        int steps = 0, first = 0;
        using var done = new CancellationTokenSource();
        new Trainer(graph, Options()).Run(Samples(graph), onBatch: batch =>
        {
            // The end of an epoch has an evaluation behind it, which is no training: a round lies within one.
            if (batch.Samples < 2 * BatchSize) (start, first) = (Stopwatch.GetTimestamp(), steps);
            steps++;
            double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (elapsed < RoundTime) return;
            double ownRate = (steps - first) * BatchSize / elapsed;
            double peerRate = torchSteps * BatchSize / torch.Run(torchSteps);
            if (steps > first && first > 0)
            {
                own.Add(ownRate);
                peer.Add(peerRate);
                ratios.Add(ownRate / peerRate);
            }

            if (ratios.Count == Rounds) done.Cancel();
            (start, first) = (Stopwatch.GetTimestamp(), steps);
        }, cancellation: done.Token);
        Console.WriteLine(Invariant($"| {description.Name} | {Median(own):N0} | {Median(peer):N0} | {Median(ratios):F2} |"));
    }

    private static double Median(List<double> values) => Percentiles.Median(CollectionsMarshal.AsSpan(values));

    private static TrainingOptions Options() => new()
    {
        Epochs = 1000, BatchSize = BatchSize, Threads = Threads, WeightAverage = 0, ValidationSamples = BatchSize, Folds = 0,
    };

    private static Dataset Samples(NetworkGraph graph)
    {
        var random = new Random(1);
        int[] shape = [.. graph.InputShape.Dimensions];
        int classes = graph[graph.Outputs[0]].Shape.Length;
        // Enough that an epoch is longer than a round.
        int count = (int)Math.Min(200_000, (1L << 28) / graph.InputShape.Length);
        byte[] pixels = new byte[(long)count * graph.InputShape.Length];
        random.NextBytes(pixels);
        int[] labels = [.. Enumerable.Range(0, count).Select(_ => random.Next(classes))];
        return new Dataset("random", [.. Enumerable.Range(0, classes).Select(c => Invariant($"{c}"))], new ImageSet(shape, pixels, labels));
    }
}
