using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using Perfolizer.Horology;

namespace EdgeNet.Benchmarks;

/// <summary>What all suites have in common. This one runs them by the runtime's own settings.</summary>
internal class SuiteConfig : ManualConfig
{
    public SuiteConfig()
        : this([Brief.WithId("Default")])
    {
    }

    protected SuiteConfig(IEnumerable<Job> jobs)
    {
        AddJob([.. jobs]);
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumn(StatisticColumn.Median, StatisticColumn.Min);
        HideColumns("EnvironmentVariables", "IterationTime", "MaxIterationCount", "MinIterationCount", "MaxWarmupIterationCount", "MinInvokeCount"); // the same for all, or in the job's name
        // The generator is built along with the benchmarks, which on a busy machine takes longer than the two minutes that are usual.
        WithBuildTimeout(TimeSpan.FromMinutes(10));
    }

    /// <summary>Some seconds a benchmark, so that all of them take minutes and not hours; the usual hundred iterations of half a second say little more.</summary>
    protected static Job Brief { get; } = Job.Default
        .WithIterationTime(TimeInterval.FromMilliseconds(100)).WithMinIterationCount(10).WithMaxIterationCount(20).WithMaxWarmupCount(10).WithMinInvokeCount(1);
}
