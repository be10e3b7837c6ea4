using BenchmarkDotNet.Jobs;

namespace EdgeNet.Benchmarks.Inference;

/// <summary>A job for each vector width that the machine has; the others are named and left out.</summary>
internal sealed class VectorWidthConfig : SuiteConfig
{
    /// <summary>BenchmarkDotNet makes several of these; the first tells.</summary>
    private static bool _told;

    public VectorWidthConfig()
        : base(VectorWidth.All.Where(w => w.IsAvailable).Select(CreateJob))
    {
        foreach (VectorWidth width in VectorWidth.All.Where(w => !w.IsAvailable && !_told))
            Console.WriteLine($"// {width.Id} is left out: this process' widest vectors have {VectorWidth.CurrentBits} bits.");
        _told = true;
    }

    private static Job CreateJob(VectorWidth width)
    {
        Job job = Brief.WithId(width.Id).WithEnvironmentVariable(VectorWidth.Variable, width.Id);
        foreach ((string name, string value) in width.Settings) job = job.WithEnvironmentVariable(name, value);
        return job;
    }
}
