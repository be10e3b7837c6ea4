namespace EdgeNet.Devices.Status.Metrics;

/// <summary>What the process uses, under the names that Prometheus' own libraries give.</summary>
internal static class ProcessMetrics
{
    private const string Descriptors = "/proc/self/fd";

    internal static void Write(PrometheusText text, DateTimeOffset started)
    {
        text.Counter(new StationCounter(
            "process_cpu_seconds_total", "Total user and system CPU time spent in seconds.", Environment.CpuUsage.TotalTime.TotalSeconds));
        text.Counter(new StationCounter("process_resident_memory_bytes", "Resident memory size in bytes.", Environment.WorkingSet) { IsGauge = true });
        text.Counter(new StationCounter(
            "process_start_time_seconds", "Start time of the process since unix epoch in seconds.", started.ToUnixTimeMilliseconds() / 1000.0)
        {
            IsGauge = true,
        });
        if (Directory.Exists(Descriptors))
        {
            text.Counter(new StationCounter("process_open_fds", "Number of open file descriptors.", Directory.GetFileSystemEntries(Descriptors).Length)
            {
                IsGauge = true,
            });
        }

        text.Counter(new StationCounter("dotnet_gc_heap_bytes", "Managed memory in use.", GC.GetTotalMemory(forceFullCollection: false)) { IsGauge = true });
        text.Counter(new StationCounter("dotnet_gc_allocated_bytes_total", "Managed memory allocated since the start.", GC.GetTotalAllocatedBytes()));
        text.Counter(new StationCounter("dotnet_gc_collections_total", "Garbage collections.", GC.CollectionCount(0)));
    }
}
