using System.Globalization;
using EdgeNet.Devices.Outputs.Forwarding;
using EdgeNet.Devices.Outputs.Mqtt;
using EdgeNet.Devices.Outputs.Store;
using EdgeNet.Devices.Outputs.Tests.Mqtt;

namespace EdgeNet.Devices.Outputs.Tests;

/// <summary>
/// Stores events for a broker that is away, and delivers them when it is back, in a process that has nothing else in its memory. It says
/// how much of it there is: "KEY=NUMBER …", a line each time.
/// </summary>
internal static class AwayProgram
{
    /// <summary>Events that are stored while the broker is away, and the bytes of evidence that each has.</summary>
    public const int Count = 10_000;
    public const int EvidenceBytes = 4096;

    /// <summary>The most events that the store's queue holds.</summary>
    public const int Capacity = 256;

    private const int First = 500;

    public static int Run(string path, int port)
    {
        var options = new StoreOptions { Path = path, CommitWindow = TimeSpan.Zero, QueueCapacity = Capacity, MaxBytes = 1L << 30 };
        using var store = new EventStore(options, Console.Error.WriteLine);
        store.Open();
        var delivery = new MqttDelivery(new MqttOptions { Host = "127.0.0.1", Port = port, Device = "desk" });
        var forwarder = new Forwarder(store, delivery, BrokerTests.Quick);
        forwarder.Start();
        // What is made once is not what an event costs.
        Store(store, 0, First);
        while (forwarder.Problem is null)
            Thread.Sleep(10);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        int most = Store(store, First, Count);
        long away = GC.GetTotalMemory(forceFullCollection: true) - before;
        long waiting = forwarder.Cursor.Count().Waiting;
        Say($"stored={store.Queue.Written} dropped={store.Queue.Dropped} waiting={waiting} most={most} heap={away}");

        // Faster than any disk: the queue drops, and does not grow.
        int flood = 0;
        for (int i = 0; i < Capacity * 8; i++)
        {
            store.OnEvent(TestEvents.Make(Count + i, EvidenceBytes));
            flood = Math.Max(flood, store.Queue.Waiting);
        }

        Say($"flood={flood} received={store.Queue.Received}");
        _ = Console.In.ReadLine();
        while (forwarder.Cursor.Count().Waiting > 0 || store.Queue.Waiting > 0)
            Thread.Sleep(10);
        long delivered = GC.GetTotalMemory(forceFullCollection: true) - before;
        Say($"delivered={forwarder.Counts.Delivered} dropped={store.Queue.Dropped} received={store.Queue.Received} heap={delivered}");
        forwarder.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return 0;
    }

    /// <returns>The most events that waited at once.</returns>
    private static int Store(EventStore store, int first, int end)
    {
        int most = 0;
        for (int i = first; i < end; i++)
        {
            store.OnEvent(TestEvents.Make(i, EvidenceBytes));
            most = Math.Max(most, store.Queue.Waiting);
            // None is to be dropped.
            while (store.Queue.Waiting > Capacity / 2)
                Thread.Sleep(1);
        }

        while (store.Queue.Waiting > 0)
            Thread.Sleep(1);
        return most;
    }

    private static void Say(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
