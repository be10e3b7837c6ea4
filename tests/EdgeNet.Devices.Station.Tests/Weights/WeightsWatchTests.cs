using EdgeNet.Devices.Station.Weights;

namespace EdgeNet.Devices.Station.Tests.Weights;

public sealed class WeightsWatchTests : IDisposable
{
    private static readonly TimeSpan Never = TimeSpan.FromDays(1);

    private readonly TestFolder _path = new();
    private readonly List<string> _told = [];
    private readonly List<FakeNetwork> _made = [];
    private readonly WeightsFolder _folder;
    private readonly NetworkSlot _slot;
    private readonly WeightsWatch _watch;

    public WeightsWatchTests()
    {
        _folder = new WeightsFolder(_path.Path, FakeNetwork.NewKind(_made));
        _slot = new NetworkSlot(_folder.Load(_told.Add));
        _watch = new WeightsWatch(_folder, _slot, Never, _told.Add, TimeProvider.System);
    }

    public void Dispose()
    {
        _watch.Dispose();
        _slot.Dispose();
        _path.Dispose();
    }

    [Fact]
    public void New_weights_are_used_from_the_next_frame_on_and_confirmed_by_reading()
    {
        Put(FakeNetwork.File(3));
        Assert.Equal(0.5f, FakeNetwork.Run(_slot));
        _slot.BetweenFrames();
        Assert.Equal(3, FakeNetwork.Run(_slot));
        Assert.True(_made[0].IsDisposed);
        _watch.Look();
        Assert.Equal(WeightsState.OnTrial, _folder.State);
        for (int i = 0; i < 20; i++)
            FakeNetwork.Run(_slot);
        _watch.Look();
        Assert.Equal(WeightsState.Folder, _folder.State);
    }

    [Fact]
    public void A_file_that_still_grows_is_left_alone()
    {
        byte[] file = FakeNetwork.File(3);
        for (int length = 10; length < file.Length; length += 40)
        {
            File.WriteAllBytes(_folder.Incoming, file[..length]);
            _watch.Look();
        }

        Assert.Empty(_told);
        Put(file);
        Assert.Equal(["weights: new ones are used"], _told);
    }

    [Fact]
    public void Refused_ones_change_nothing()
    {
        Put(FakeNetwork.File(-1));
        _slot.BetweenFrames();
        Assert.Equal((0.5f, 0L), (FakeNetwork.Run(_slot), _slot.Changes));
        Assert.Single(_told);
    }

    [Fact]
    public void Who_ends_in_order_keeps_the_new_ones()
    {
        Put(FakeNetwork.File(3));
        _watch.Dispose();
        Assert.Equal(WeightsState.Folder, _folder.State);
    }

    [Fact]
    public void Of_two_offers_the_later_one_counts_and_none_leaks()
    {
        var first = new FakeNetwork(1, FakeNetwork.Kind);
        var second = new FakeNetwork(2, FakeNetwork.Kind);
        _slot.Offer(first);
        _slot.Offer(second);
        Assert.True(first.IsDisposed);
        _slot.BetweenFrames();
        Assert.Equal(2, FakeNetwork.Run(_slot));
        Assert.Throws<ArgumentException>(() => _slot.Offer(new FakeNetwork(1, FakeNetwork.Other)));
        _slot.Dispose();
        Assert.True(second.IsDisposed);
        var late = new FakeNetwork(3, FakeNetwork.Kind);
        _slot.Offer(late);
        Assert.True(late.IsDisposed);
    }

    private void Put(byte[] file)
    {
        File.WriteAllBytes(_folder.Incoming, file);
        _watch.Look();
        _watch.Look();
    }
}
