using System.Runtime.CompilerServices;
using EdgeNet.Tests.Shared;

namespace EdgeNet.Tests.Memory;

public sealed class NetworkInstanceTests : IDisposable
{
    private readonly float[] _output = new float[3];

    public void Dispose() => ScaleNetwork.During = null;

    [Fact]
    public void Infers_and_predicts()
    {
        using NetworkInstance network = ScaleNetwork.Create(1, 2, 3);
        network.Infer([5, 5, -5], _output);
        Assert.Equal([5, 10, -15], _output);
        Assert.Equal(new Prediction(1, 10), network.Predict([5, 5, -5]));
    }

    [Fact]
    public void Predicts_the_first_of_equals_and_the_first_that_is_no_number()
    {
        using NetworkInstance network = ScaleNetwork.Create(1, 1, 1);
        Assert.Equal(new Prediction(0, -1), network.Predict([-1, -1, -1]));
        Assert.Equal(new Prediction(0, float.NegativeInfinity), network.Predict([float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity]));
        Assert.Equal(new Prediction(1, float.NaN), network.Predict([9, float.NaN, float.NaN]));
    }

    [Theory]
    [InlineData(2, 3, "input", "Expected 3 elements, found 2.")]
    [InlineData(4, 3, "input", "Expected 3 elements, found 4.")]
    [InlineData(3, 0, "output", "Expected 3 elements, found 0.")]
    public void Wrong_lengths_are_refused_and_leave_the_network_usable(int input, int output, string parameter, string message)
    {
        using NetworkInstance network = ScaleNetwork.Create(1, 2, 3);
        var exception = Assert.Throws<ArgumentException>(() => network.Infer(new float[input], new float[output]));
        Assert.Equal(parameter, exception.ParamName);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        network.Infer([1, 1, 1], _output);
        Assert.Equal([1, 2, 3], _output);
    }

    [Fact]
    public void Wrong_weights_workspace_and_overlap_are_refused()
    {
        float[] memory = new float[16];
        Assert.Equal("weights", Assert.Throws<ArgumentException>(() => ScaleNetwork.Infer(new float[3], new float[15], new float[3], memory.AsSpan(0, 3))).ParamName);
        var tooShort = Assert.Throws<ArgumentException>(() => ScaleNetwork.Infer(new float[3], new float[16], new float[2], memory.AsSpan(0, 3)));
        Assert.Contains("at least 3 elements, found 2", tooShort.Message, StringComparison.Ordinal);
        Assert.Equal("workspace", tooShort.ParamName);
        Assert.Equal("output", Assert.Throws<ArgumentException>(() => ScaleNetwork.Infer(memory.AsSpan(2, 3), new float[16], new float[3], memory.AsSpan(4, 3))).ParamName);
        ScaleNetwork.Infer(memory.AsSpan(0, 3), new float[16], new float[3], memory.AsSpan(3, 3));
    }

    [Fact]
    public void A_parameter_of_another_length_is_refused()
    {
        var exception = Assert.Throws<WeightsException>(() => ScaleNetwork.Create(1, 2));
        Assert.Equal("Network 'Scale', parameter 'scale': expected 3 elements, found 2.", exception.Message);
    }

    [Fact]
    public void A_failing_pack_is_passed_on() =>
        Assert.Throws<FormatException>(() => NetworkInstance.Create(
            ScaleNetwork.Info, (_, _) => throw new FormatException(), ScaleNetwork.Infer, new ScaleNetwork.Parameters([1, 2, 3])));

    [Fact]
    public void After_dispose_everything_is_refused()
    {
        NetworkInstance network = ScaleNetwork.Create(1, 2, 3);
        network.Dispose();
        network.Dispose();
        Assert.Equal("Scale", Assert.Throws<ObjectDisposedException>(() => network.Infer([1, 1, 1], _output)).ObjectName);
        Assert.Throws<ObjectDisposedException>(() => network.Predict([1, 1, 1]));
        Assert.Throws<ObjectDisposedException>(() => network.Share());
        Assert.True(network.Weights.IsFreed);
    }

    [Fact]
    public void Weights_live_until_the_last_sharer_is_gone()
    {
        NetworkInstance first = ScaleNetwork.Create(1, 2, 3);
        NetworkInstance second = first.Share();
        Assert.Same(first.Weights, second.Weights);
        first.Dispose();
        first.Dispose();
        Assert.False(second.Weights.IsFreed);
        second.Infer([1, 1, 1], _output);
        Assert.Equal([1, 2, 3], _output);
        second.Dispose();
        Assert.True(second.Weights.IsFreed);
    }

    [Fact]
    public void Disposing_during_an_inference_takes_effect_at_its_end()
    {
        NetworkInstance network = ScaleNetwork.Create(1, 2, 3);
        ScaleNetwork.During = () =>
        {
            network.Dispose();
            network.Dispose();
            Assert.False(network.Weights.IsFreed);
            Assert.Throws<ObjectDisposedException>(() => network.Share());
            Assert.Throws<ObjectDisposedException>(() => network.Predict([1, 1, 1]));
        };
        network.Infer([1, 1, 1], _output);
        Assert.Equal([1, 2, 3], _output);
        Assert.True(network.Weights.IsFreed);
        Assert.Throws<ObjectDisposedException>(() => network.Infer([1, 1, 1], _output));
    }

    [Fact]
    public void A_second_inference_at_once_is_refused_and_a_sharer_runs()
    {
        using NetworkInstance network = ScaleNetwork.Create(1, 2, 3);
        using NetworkInstance sharer = network.Share();
        Exception? refusal = null;
        float[] others = new float[3];
        ScaleNetwork.During = () =>
        {
            ScaleNetwork.During = null;
            refusal = Record.Exception(() => network.Infer([2, 2, 2], others));
            sharer.Infer([2, 2, 2], others);
        };
        network.Infer([1, 1, 1], _output);
        Assert.Contains("Share()", Assert.IsType<InvalidOperationException>(refusal).Message, StringComparison.Ordinal);
        Assert.Equal([2, 4, 6], others);
        Assert.Equal([1, 2, 3], _output);
    }

    [Fact]
    public void Sharers_on_many_threads_come_and_go()
    {
        NetworkInstance network = ScaleNetwork.Create(1, 2, 3);
        SharedWeights weights = network.Weights;
        Parallel.For(0, 8, thread =>
        {
            float[] output = new float[3];
            for (int i = 0; i < 500; i++)
            {
                using NetworkInstance sharer = network.Share();
                sharer.Infer([thread, thread, thread], output);
                Assert.Equal(3 * thread, output[2]);
            }
        });
        Assert.False(weights.IsFreed);
        network.Dispose();
        Assert.True(weights.IsFreed);
    }

    [Fact]
    public void Disposing_races_with_inferring_without_harm()
    {
        for (int round = 0; round < 200; round++)
        {
            NetworkInstance network = ScaleNetwork.Create(1, 2, 3);
            Parallel.Invoke(
                () =>
                {
                    float[] output = new float[3];
                    Exception? end = null;
                    while (end is null)
                        end = Record.Exception(() => network.Infer([1, 1, 1], output));
                    Assert.IsType<ObjectDisposedException>(end);
                },
                network.Dispose);
            Assert.True(network.Weights.IsFreed);
        }
    }

    [Fact]
    public void Inferring_allocates_nothing()
    {
        using NetworkInstance network = ScaleNetwork.Create(1, 2, 3);
        float[] input = [1, 2, 3];
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                network.Infer(input, _output);
                network.Predict(input);
            }
        }));
    }

    [Fact]
    public void What_is_forgotten_is_collected()
    {
        WeakReference buffer = Forget();
        for (int i = 0; i < 10 && buffer.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(buffer.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Forget() => new(new AlignedBuffer(1000), trackResurrection: true);
    }
}
