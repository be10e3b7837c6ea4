using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;

namespace EdgeNet.Benchmarks.Inference;

/// <summary>A job for each vector width that the machine has; the others are named and left out.</summary>
internal sealed class VectorWidthConfig : ManualConfig
{
    /// <summary>BenchmarkDotNet makes several of these; the first tells.</summary>
    private static bool _told;

    public VectorWidthConfig()
    {
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumn(StatisticColumn.Min);
        HideColumns("EnvironmentVariables"); // the job's name says it
        // The generator is built along with the benchmarks, which on a busy machine takes longer than the two minutes that are usual.
        WithBuildTimeout(TimeSpan.FromMinutes(10));
        foreach (VectorWidth width in VectorWidth.All)
        {
            if (width.IsAvailable) AddJob(CreateJob(width));
            else if (!_told) Console.WriteLine($"// {width.Id} is left out: this process' widest vectors have {VectorWidth.CurrentBits} bits.");
        }

        _told = true;
    }

    private static Job CreateJob(VectorWidth width)
    {
        Job job = Job.Default.WithId(width.Id).WithEnvironmentVariable(VectorWidth.Variable, width.Id);
        foreach ((string name, string value) in width.Settings) job = job.WithEnvironmentVariable(name, value);
        return job;
    }
}
