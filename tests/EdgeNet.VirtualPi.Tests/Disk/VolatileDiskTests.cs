namespace EdgeNet.VirtualPi.Tests.Disk;

/// <summary>The disk without a machine: power cuts stand and fall with it.</summary>
public sealed class VolatileDiskTests
{
    private const int Sectors = 64;

    [Fact]
    public void What_was_flushed_or_forced_stays()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            VolatileDisk disk = New(seed);
            Assert.True(Write(disk, sector: 1, value: 1));
            Assert.True(disk.TryFlush());
            Assert.True(Write(disk, sector: 1, value: 2));
            Assert.True(Write(disk, sector: 2, value: 3, isForced: true));
            disk.Cut();
            VolatileDisk after = disk.AfterCut(seed);
            Assert.True(Read(after, 1) is 1 or 2);
            Assert.Equal(3, Read(after, 2));
        }
    }

    [Fact]
    public void What_the_cache_alone_held_may_stay_go_or_be_torn()
    {
        var found = new HashSet<(int First, int Last)>();
        for (int seed = 0; seed < 200; seed++)
        {
            VolatileDisk disk = New(seed);
            byte[] two = new byte[2 * VolatileDisk.SectorBytes];
            Array.Fill(two, (byte)9);
            Assert.True(disk.TryWrite(0, two, isForced: false));
            disk.Cut();
            VolatileDisk after = disk.AfterCut(seed);
            found.Add((Read(after, 0), Read(after, 1)));
        }

        Assert.Equal([(0, 0), (9, 0), (9, 9)], found.Order());
    }

    [Fact]
    public async Task The_write_at_which_the_power_goes_is_not_answered()
    {
        VolatileDisk disk = New(1);
        Task cut = disk.CutAfter(2);
        Assert.True(Write(disk, 0, 1));
        Assert.False(cut.IsCompleted);
        Assert.False(Write(disk, 1, 1));
        await cut;
        Assert.False(disk.HasPower);
        Assert.False(Write(disk, 2, 1));
        Assert.False(disk.TryFlush());
        Assert.False(disk.TryRead(0, new byte[1]));
    }

    [Fact]
    public void While_the_power_is_on_what_was_written_last_is_read()
    {
        VolatileDisk disk = New(1);
        Assert.True(Write(disk, 3, 1));
        Assert.True(Write(disk, 3, 2));
        Assert.Equal(2, Read(disk, 3));
        Assert.Throws<InvalidOperationException>(() => disk.AfterCut(1));
    }

    private static VolatileDisk New(int seed) => new(new byte[Sectors * VolatileDisk.SectorBytes], seed);

    private static bool Write(VolatileDisk disk, int sector, byte value, bool isForced = false)
    {
        byte[] bytes = new byte[VolatileDisk.SectorBytes];
        Array.Fill(bytes, value);
        return disk.TryWrite(sector * VolatileDisk.SectorBytes, bytes, isForced);
    }

    private static int Read(VolatileDisk disk, int sector)
    {
        byte[] bytes = new byte[VolatileDisk.SectorBytes];
        Assert.True(disk.TryRead(sector * VolatileDisk.SectorBytes, bytes));
        Assert.True(bytes.All(b => b == bytes[0]));
        return bytes[0];
    }
}
