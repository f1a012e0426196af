using System.Diagnostics;
using System.Reflection;

namespace RevenueBot.Health;

/// <summary>What the process takes of its machine, by the names that every program has for it.</summary>
internal static class ProcessFigures
{
    private static readonly string _version = typeof(ProcessFigures).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    public static IEnumerable<MetricFamily> Families()
    {
        using var process = Process.GetCurrentProcess();
        return
        [
            MetricFamily.Gauge("process_start_time_seconds", "When the process started.", new Sample((process.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds)),
            MetricFamily.Counter("process_cpu_seconds", "Processor time used.", new Sample(Environment.CpuUsage.TotalTime.TotalSeconds)),
            MetricFamily.Gauge("process_resident_memory_bytes", "Memory held.", new Sample(Environment.WorkingSet)),
            MetricFamily.Gauge("dotnet_gc_heap_bytes", "Memory of objects on the heap, garbage among them.", new Sample(GC.GetTotalMemory(forceFullCollection: false))),
            MetricFamily.Gauge("dotnet_thread_pool_queue_length", "Work that waits for a thread.", new Sample(ThreadPool.PendingWorkItemCount)),
            MetricFamily.Gauge("revenuebot_build_info", "The version that runs.", new Sample(1, new Label("version", _version))),
        ];
    }
}
