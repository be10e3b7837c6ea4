using System.Globalization;
using EdgeNet.VirtualPi.Tests.Disk;
using EdgeNet.VirtualPi.Tests.Station;
using Xunit.Abstractions;

namespace EdgeNet.VirtualPi.Tests;

/// <summary>
/// What happens to a device in a field. Readings are made as fast as the board can, so that something is always being written; after each
/// blow it goes on by itself, and nothing that a consumer was told is lost or told as another reading.
/// </summary>
[Collection(LaboratoryCollection.Name)]
public sealed class RecoveryTests(Laboratory laboratory, ITestOutputHelper output)
{
    private const int Seed = 14;

    private static readonly StationConfigFile Config = new(0, Frames: 1, MostFrames: 1);

    [Fact]
    public async Task A_camera_that_is_unplugged_and_plugged_in_again_is_read_again()
    {
        await using StationRig? rig = await StationRig.MakeAsync(laboratory, "unplugged", Config, output);
        if (rig is null)
            return;
        rig.Boot(laboratory.NewDisk(1));
        rig.Start(scene: 1);
        await rig.Consumer.MoreThanAsync(0, rig.Machine);
        int times = Laboratory.Times(2, 50);
        for (int i = 0; i < times; i++)
        {
            rig.Machine.Run("unplug");
            rig.Machine.WaitFor("[ $(lights) = 001 ]", "the light for a fault");
            rig.Machine.Run("plug_in && show 1");
            rig.Machine.WaitFor("[ $(lights) = 100 ]", "the light of what was read last");
            int told = rig.Consumer.Readings().Count;
            // It is the same letter: only who asks is told once more.
            rig.Machine.Run("press");
            await rig.Consumer.MoreThanAsync(told, rig.Machine);
        }

        string opens = rig.Machine.Run("metric camera_opens_total");
        rig.Stop();
        Assert.Equal(0, rig.CheckStore());
        Assert.True(int.Parse(opens, CultureInfo.InvariantCulture) > times, $"The camera was opened {opens} times.");
        Report(rig, times, "times unplugged and plugged in again", $"opened {opens} times");
    }

    [Fact]
    public async Task A_reader_that_is_killed_goes_on_and_loses_nothing()
    {
        await using StationRig? rig = await StationRig.MakeAsync(laboratory, "killed", Config, output);
        if (rig is null)
            return;
        rig.Boot(laboratory.NewDisk(1));
        rig.Start(scene: 1);
        rig.Hurry();
        var random = new Random(Seed);
        int times = Laboratory.Times(3, 100);
        for (int i = 0; i < times; i++)
        {
            await rig.Consumer.MoreThanAsync(rig.Consumer.Readings().Count, rig.Machine);
            await Task.Delay(random.Next(300));
            rig.Machine.Run("kill -9 $(reader)");
            // The metrics are those of the new process.
            rig.Machine.WaitFor("[ $(metric 'stage_seconds_count{stage=\"tell\"}') -ge 1 ]", "a reading after it was killed");
        }

        Assert.Equal(times.ToString(CultureInfo.InvariantCulture), rig.Machine.Run("grep -c 'ended with 137' /tmp/reader.log"));
        rig.Stop();
        rig.CheckStore();
        await DeliverRestAsync(rig);
        // One that begins while its predecessor's lines are still taken may fail; it is started again.
        string others = rig.Machine.Run("grep -B 2 'ended with [^0]' /tmp/reader.log | grep ' error ' | sort | uniq -c; true");
        Report(rig, times, "times killed", others);
    }

    [Fact]
    public async Task A_power_cut_in_mid_write_loses_nothing_that_was_told()
    {
        await using StationRig? rig = await StationRig.MakeAsync(laboratory, "powercuts", Config, output);
        if (rig is null)
            return;
        var random = new Random(Seed);
        int times = Laboratory.Times(2, 20);
        long lost = 0, flushes = 0;
        VolatileDisk disk = laboratory.NewDisk(random.Next());
        for (int i = 0; i < times; i++)
        {
            rig.Boot(disk);
            rig.CheckStore();
            rig.Start(scene: 1);
            rig.Hurry();
            await rig.Consumer.MoreThanAsync(rig.Consumer.Readings().Count, rig.Machine);
            await disk.CutAfter(random.Next(1, 60)).WaitAsync(TimeSpan.FromMinutes(3));
            rig.Machine.Kill();
            (lost, flushes) = (lost + disk.Lost, flushes + disk.Flushes);
            disk = disk.AfterCut(random.Next());
        }

        rig.Boot(disk);
        rig.CheckStore();
        await DeliverRestAsync(rig);
        Report(rig, times, "power cuts", $"which took {lost} writes of the disk's cache; {flushes} flushes");
    }

    /// <summary>Whatever the store has is delivered when the reader runs once more, without a camera.</summary>
    private static async Task DeliverRestAsync(StationRig rig)
    {
        int stored = rig.ReadStore().Count;
        rig.Machine.Run("rm -f $camera; start");
        if (rig.Consumer.Readings().Count < stored)
            await rig.Consumer.MoreThanAsync(stored - 1, rig.Machine);
        rig.WaitForPage();
        rig.Stop();
        Assert.Equal(0, rig.CheckStore());
    }

    private void Report(StationRig rig, int times, string what, string more) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times} {what}, {rig.Consumer.Readings().Count} readings {more}"));
}
