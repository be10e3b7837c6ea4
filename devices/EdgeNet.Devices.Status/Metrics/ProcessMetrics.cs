namespace EdgeNet.Devices.Status.Metrics;

/// <summary>What the process uses, under the names that Prometheus' own libraries give.</summary>
internal static class ProcessMetrics
{
    private const string Descriptors = "/proc/self/fd";

    internal static void Write(PrometheusText text, DateTimeOffset started)
    {
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        text.Counter("process_cpu_seconds_total", "Total user and system CPU time spent in seconds.", processor.TotalSeconds);
        text.Gauge("process_resident_memory_bytes", "Resident memory size in bytes.", Environment.WorkingSet);
        double start = started.ToUnixTimeMilliseconds() / 1000.0;
        text.Gauge("process_start_time_seconds", "Start time of the process since unix epoch in seconds.", start);
        if (Directory.Exists(Descriptors))
            text.Gauge("process_open_fds", "Number of open file descriptors.", Directory.GetFileSystemEntries(Descriptors).Length);
        text.Gauge("dotnet_gc_heap_bytes", "Managed memory in use.", GC.GetTotalMemory(forceFullCollection: false));
        text.Counter("dotnet_gc_allocated_bytes_total", "Managed memory allocated since the start.", GC.GetTotalAllocatedBytes());
        text.Counter("dotnet_gc_collections_total", "Garbage collections.", GC.CollectionCount(0));
    }
}
