using EdgeNet.VirtualPi.Tests.Disk;
using EdgeNet.VirtualPi.Tests.Machine;
using Xunit.Abstractions;

namespace EdgeNet.VirtualPi.Tests;

/// <summary>The machine itself: that its parts are what the other tests take them for.</summary>
[Collection(LaboratoryCollection.Name)]
public sealed class MachineTests(Laboratory laboratory, ITestOutputHelper output)
{
    [Fact]
    public void The_program_reads_the_sample_that_is_copied_to_the_machine()
    {
        if (laboratory.IsMissing(output))
            return;
        using PiMachine machine = PiMachine.Boot(laboratory.Image, laboratory.NewDisk(1), laboratory.NewFolder("sample"));
        output.WriteLine($"Up after {machine.Run("cut -d' ' -f1 /proc/uptime")} s.");
        string line = machine.Run("ZipReader /samples/envelope.png");
        Assert.StartsWith($"{{\"file\":\"/samples/envelope.png\",\"zip\":\"{Samples.EnvelopeZip}\",", line);
    }

    [Fact]
    public void The_camera_is_unplugged_and_plugged_in_again()
    {
        if (laboratory.IsMissing(output))
            return;
        using PiMachine machine = PiMachine.Boot(laboratory.Image, laboratory.NewDisk(1), laboratory.NewFolder("camera"));
        machine.Run("plug_in; show 1");
        Assert.Equal("yes", machine.Run("[ -c $camera ] && echo yes"));
        machine.Run("unplug");
        Assert.Equal("no", machine.Run("[ -e $camera ] || ls /dev/video* 2> /dev/null || echo no"));
        machine.Run("plug_in; show 1");
    }

    [Fact]
    public void A_power_cut_takes_what_was_not_flushed_and_leaves_what_was()
    {
        if (laboratory.IsMissing(output))
            return;
        VolatileDisk disk = laboratory.NewDisk(7);
        string folder = laboratory.NewFolder("power");
        using (PiMachine machine = PiMachine.Boot(laboratory.Image, disk, folder))
        {
            machine.Run("cd /var/lib/zipreader; echo kept > kept; sync; head -c 4000000 /dev/urandom > lost");
            disk.Cut();
        }

        using (PiMachine machine = PiMachine.Boot(laboratory.Image, disk.AfterCut(8), folder))
        {
            Assert.Equal("kept", machine.Run("cat /var/lib/zipreader/kept"));
            Assert.Equal("", machine.Run("cat /var/lib/zipreader/lost 2> /dev/null | head -c 1 | wc -c | grep -v 0; true"));
        }
    }
}
