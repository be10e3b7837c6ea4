using System.Text;
using EdgeNet.Devices.Station.Weights;

namespace EdgeNet.Devices.Station.Tests.Weights;

public sealed class WeightsFolderTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly List<string> _told = [];
    private readonly List<FakeNetwork> _made = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void New_weights_are_taken_and_the_old_ones_kept()
    {
        WeightsFolder folder = Open();
        Assert.Equal(0.5f, Weight(folder.Load(_told.Add)));
        Assert.Equal(WeightsState.Embedded, folder.State);
        Assert.Null(folder.TryTake(_told.Add));
        Assert.Equal(1, Take(folder, 1));
        Assert.Equal(WeightsState.OnTrial, folder.State);
        folder.Confirm();
        Assert.Equal(2, Take(folder, 2));
        folder.Confirm();
        Assert.Equal(2, Weight(Open().Load(_told.Add)));
        Assert.Equal(["weights: new ones are used", "weights: new ones are used"], _told);
        Assert.Equal(1, Weight(Open().RollBack(_told.Add)));
        Assert.Equal(0.5f, Weight(Open().RollBack(_told.Add)));
    }

    [Fact]
    public void Every_flipped_bit_and_every_shorter_file_is_refused_and_the_old_ones_read_on()
    {
        WeightsFolder folder = Open();
        Take(folder, 1);
        folder.Confirm();
        byte[] sound = FakeNetwork.File(7);
        for (int bit = 0; bit < sound.Length * 8; bit++)
        {
            byte[] damaged = [.. sound];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefused(folder, damaged, $"bit {bit}");
        }

        for (int length = 0; length < sound.Length; length++)
            AssertRefused(folder, sound[..length], $"{length} bytes");
        AssertRefused(folder, [.. sound, 0], "a byte more");
        Assert.Equal(7, Take(folder, 7));
    }

    [Fact]
    public void Weights_of_another_network_and_such_as_fail_the_self_test_are_refused()
    {
        WeightsFolder folder = Open();
        AssertRefused(folder, FakeNetwork.File(7, FakeNetwork.Other), "another network");
        Assert.Contains("expected fingerprint 'fake-1', found 'other-1'", _told[^1]);
        AssertRefused(folder, FakeNetwork.File(-1), "self-test");
        Assert.Contains("fails the self-test: sample 1 of 1: expected '5', found nothing", _told[^1]);
        Assert.True(_made[^1].IsDisposed);
        // A file of another tool, without fingerprint and checksum.
        string header = """{"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""";
        AssertRefused(
            folder,
            [(byte)header.Length, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(header), .. new byte[16]],
            "no fingerprint");
        Assert.Contains("expected a file with fingerprint and checksum", _told[^1]);
        Assert.All(_told, line => Assert.DoesNotContain('\n', line));
        Assert.True(File.Exists(_folder.PathOf("refused.safetensors")));
    }

    [Fact]
    public void A_program_that_ends_while_weights_are_on_trial_goes_back()
    {
        WeightsFolder folder = Open();
        Take(folder, 1);
        folder.Confirm();
        Take(folder, 2);
        // It crashes, and starts again.
        WeightsFolder again = Open();
        Assert.Equal(1, Weight(again.Load(_told.Add)));
        Assert.Contains("ended while new weights were on trial", _told[^1]);
        Assert.Equal(WeightsState.Folder, again.State);
        Assert.Equal(1, Weight(Open().Load(_told.Add)));
    }

    [Fact]
    public void First_weights_that_crash_leave_those_in_the_program()
    {
        Take(Open(), 1);
        Assert.Equal(0.5f, Weight(Open().Load(_told.Add)));
    }

    [Fact]
    public void A_power_cut_at_any_step_leaves_weights_that_work()
    {
        byte[] one = FakeNetwork.File(1), two = FakeNetwork.File(2);
        string current = _folder.PathOf("current.safetensors"), previous = _folder.PathOf("previous.safetensors");
        string incoming = _folder.PathOf("incoming.safetensors"), trial = _folder.PathOf("trial");
        // Marked, nothing moved.
        File.WriteAllBytes(current, one);
        File.WriteAllBytes(incoming, two);
        File.WriteAllText(trial, "");
        Assert.Equal(1, Weight(Open().Load(_told.Add)));
        // The old ones moved.
        File.WriteAllText(trial, "");
        File.Move(current, previous, overwrite: true);
        Assert.Equal(1, Weight(Open().Load(_told.Add)));
        // The new ones moved, and their bytes never reached the card.
        File.WriteAllText(trial, "");
        File.Move(current, previous, overwrite: true);
        File.Delete(incoming);
        File.WriteAllBytes(current, new byte[two.Length]);
        Assert.Equal(1, Weight(Open().Load(_told.Add)));
        Assert.False(File.Exists(trial));
    }

    [Fact]
    public void Current_weights_that_are_damaged_give_way_to_the_previous_ones()
    {
        WeightsFolder folder = Open();
        Take(folder, 1);
        folder.Confirm();
        Take(folder, 2);
        folder.Confirm();
        File.WriteAllBytes(_folder.PathOf("current.safetensors"), FakeNetwork.File(2)[..^1]);
        Assert.Equal(1, Weight(Open().Load(_told.Add)));
        Assert.Contains("truncated", _told[^1]);
    }

    private WeightsFolder Open() => new(_folder.Path, FakeNetwork.NewKind(_made));

    private static float Weight(INetwork<float> network) => FakeNetwork.Run(network);

    private float Take(WeightsFolder folder, float weight)
    {
        File.WriteAllBytes(folder.Incoming, FakeNetwork.File(weight));
        return Weight(folder.TryTake(_told.Add)!);
    }

    private void AssertRefused(WeightsFolder folder, byte[] file, string what)
    {
        WeightsState before = folder.State;
        // Some file systems flush a file that replaces another, which takes its time some thousand times over.
        File.Delete(_folder.PathOf("refused.safetensors"));
        File.WriteAllBytes(folder.Incoming, file);
        Assert.True(folder.TryTake(_told.Add) is null, what);
        Assert.False(File.Exists(folder.Incoming), what);
        Assert.StartsWith("weights: refused, the ones before are used on: ", _told[^1]);
        Assert.Equal(before, folder.State);
    }
}
