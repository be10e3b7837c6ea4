using System.Globalization;
using EdgeNet.VirtualPi.Tests.Station;
using Xunit.Abstractions;

namespace EdgeNet.VirtualPi.Tests;

/// <summary>What comes about in weeks: a disk that is full, a clock that jumps, memory.</summary>
[Collection(LaboratoryCollection.Name)]
public sealed class FieldTests(Laboratory laboratory, ITestOutputHelper output)
{
    /// <summary>What System.Device.Gpio's driver for libgpiod allocates when a line is switched; a lamp is, twice a frame.</summary>
    private const long BytesASwitch = 80;

    private const string Fill = "cat /dev/zero > /var/lib/zipreader/fill 2> /dev/null; sync; ";

    [Fact]
    public async Task Readings_wait_while_the_disk_is_full()
    {
        await using StationRig? rig = await StationRig.MakeAsync(laboratory, "full", new StationConfigFile(0, Trigger: "button"), output);
        if (rig is null)
            return;
        rig.Boot(laboratory.NewDisk(1));
        rig.Start(scene: 1);
        rig.Machine.Run("press");
        await rig.Consumer.MoreThanAsync(0, rig.Machine);
        // What the database and its log still have of room is used up by readings: then there is none.
        rig.Machine.Run(Fill);
        int pressed = 1;
        do
        {
            rig.Machine.Run("press");
            pressed++;
            rig.Machine.WaitFor($"[ $(grep -c '\"id\"' /tmp/events.log) -eq {pressed} ]", "a line for each press");
        }
        while (rig.Machine.TryRun("[ $(metric problems) -ge 1 ]").Code != 0 && pressed < 40);
        Assert.Equal("1", rig.Machine.Run("metric problems"));
        await rig.Consumer.ProblemAsync(rig.Machine);
        rig.Machine.Run("rm /var/lib/zipreader/fill; sync");
        await rig.Consumer.MoreThanAsync(pressed - 1, rig.Machine);
        rig.Machine.WaitFor("[ $(metric problems) -eq 0 ]", "no problem any more");
        rig.Stop();
        Assert.Equal(0, rig.CheckStore());
        Assert.Equal(pressed, rig.Consumer.Readings().Count);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pressed} readings, none lost, the last of them with a full disk"));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task Readings_go_on_in_their_order_when_the_clock_jumps(int years)
    {
        var config = new StationConfigFile(0, Trigger: "button");
        await using StationRig? rig = await StationRig.MakeAsync(laboratory, $"clock{years}", config, output);
        if (rig is null)
            return;
        rig.Boot(laboratory.NewDisk(1));
        rig.Start(scene: 1);
        int pressed = 0;
        await PressAsync(3);
        string seconds = (years * 365L * 86_400).ToString(CultureInfo.InvariantCulture);
        rig.Machine.Run($"date -s @$(($(date +%s) + {seconds}))");
        await PressAsync(3);
        rig.Machine.Run($"date -s @$(($(date +%s) - {seconds}))");
        await PressAsync(3);
        rig.Stop();
        IReadOnlyList<ConsumedReading> stored = rig.ReadStore(), consumed = rig.Consumer.Readings();
        Assert.Equal(pressed, consumed.Select(r => r.Id).Distinct().Count());
        // Those that seem to be older than a year go; never one before it is delivered.
        Assert.Equal(consumed.Where(stored.Contains), stored);
        Assert.Equal(consumed[^1], stored[^1]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pressed} readings delivered, {stored.Count} of them in the store"));

        async Task PressAsync(int times)
        {
            for (int i = 0; i < times; i++)
            {
                rig.Machine.Run("press");
                await rig.Consumer.MoreThanAsync(pressed++, rig.Machine);
            }
        }
    }

    [Theory]
    [InlineData(false, 300, 10_000)]
    [InlineData(true, 30, 300)]
    public async Task Frames_of_the_camera_cost_no_managed_memory(bool hasLamp, int few, int full)
    {
        var config = new StationConfigFile(0, HasLamp: hasLamp);
        await using StationRig? rig = await StationRig.MakeAsync(laboratory, $"memory{hasLamp}", config, output);
        if (rig is null)
            return;
        rig.Boot(laboratory.NewDisk(1));
        rig.Start(scene: 1);
        await rig.Consumer.MoreThanAsync(0, rig.Machine);
        long begin = Wait(few / 3);
        (long Loop, long Camera) before = Memory();
        long end = Wait(begin + Laboratory.Times(few, full));
        (long Loop, long Camera) after = Memory();
        Assert.Equal(before.Camera, after.Camera);
        Assert.InRange(after.Loop - before.Loop, 0, hasLamp ? (end - begin + 2) * 2 * BytesASwitch : 0);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{end - begin} frames; before {before}, after {after}"));
        rig.Stop();

        long Wait(long frames)
        {
            string script = $"n=$(metric frames_total); [ $n -ge {frames} ] && echo $n";
            return long.Parse(rig.Machine.WaitFor(script, $"{frames} frames", TimeSpan.FromHours(1)), CultureInfo.InvariantCulture);
        }

        (long Loop, long Camera) Memory() =>
            (Number("metric 'managed_bytes_total{thread=\"loop\"}'"), Number("metric 'managed_bytes_total{thread=\"camera\"}'"));

        long Number(string script) => long.Parse(rig.Machine.Run(script), CultureInfo.InvariantCulture);
    }
}
