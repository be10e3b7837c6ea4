using EdgeNet.Tests.Shared;

namespace EdgeNet.Models.Tests;

/// <summary>What holds of each network, whether its weights are trained or not.</summary>
public sealed class EveryModelTests
{
    /// <summary>Parameters as their sources count them; batch normalisation's running statistics, which they leave out, are named.</summary>
    [Fact]
    public void Have_as_many_parameters_as_their_sources_say()
    {
        Assert.Equal(60_965_224, AlexNet.ParameterCount); // Caffe's AlexNet, with the paper's two groups
        Assert.Equal(11_689_512 + 9_600, ResNet18.ParameterCount); // torchvision
        Assert.Equal(25_557_032 + 53_120, ResNet50.ParameterCount); // torchvision
        Assert.Equal(78_666, ResNet8.ParameterCount); // MLPerf Tiny
        Assert.Equal(24_908, DsCnn.ParameterCount); // MLPerf Tiny
        Assert.Equal(221_794, MobileNetV1.ParameterCount); // MLPerf Tiny
    }

    [Fact]
    public void Have_the_multiply_adds_of_their_sources()
    {
        Assert.InRange(AlexNet.MultiplyAdds, 720_000_000, 726_000_000);
        Assert.InRange(ResNet18.MultiplyAdds, 1_810_000_000, 1_820_000_000);
        Assert.InRange(ResNet50.MultiplyAdds, 4_080_000_000, 4_110_000_000);
        Assert.InRange(ResNet8.MultiplyAdds, 12_400_000, 12_600_000);
        Assert.InRange(DsCnn.MultiplyAdds, 2_600_000, 2_700_000);
        Assert.InRange(MobileNetV1.MultiplyAdds, 7_400_000, 7_600_000);
    }

    [Fact]
    public void LeNet5_allocates_nothing() => CheckAllocations<LeNet5>(1000);

    [Fact]
    public void DigitNet_allocates_nothing() => CheckAllocations<DigitNet>(100);

    [Fact]
    public void RobustDigitNet_allocates_nothing() => CheckAllocations<RobustDigitNet>(100);

    [Fact]
    public void MeterNet_allocates_nothing() => CheckAllocations<MeterNet>(100);

    [Fact]
    public void SpeakerCnn_allocates_nothing() => CheckAllocations<SpeakerCnn>(100);

    [Fact]
    public void AdrenalCnn_allocates_nothing() => CheckAllocations<AdrenalCnn>(10);

    [Fact]
    public void DigitCnn_allocates_nothing() => CheckAllocations<DigitCnn>(100);

    [Fact]
    public void AlexNet_allocates_nothing() => CheckAllocations<AlexNet>(1);

    [Fact]
    public void ResNet8_allocates_nothing() => CheckAllocations<ResNet8>(50);

    [Fact]
    public void ResNet18_allocates_nothing() => CheckAllocations<ResNet18>(1);

    [Fact]
    public void ResNet50_allocates_nothing() => CheckAllocations<ResNet50>(1);

    [Fact]
    public void DsCnn_allocates_nothing() => CheckAllocations<DsCnn>(50);

    [Fact]
    public void MobileNetV1_allocates_nothing() => CheckAllocations<MobileNetV1>(50);

    [Fact]
    public void TimeSeriesCnn_allocates_nothing() => CheckAllocations<TimeSeriesCnn>(100);

    [Fact]
    public void InceptionTime_allocates_nothing() => CheckAllocations<InceptionTime>(100);

    [Fact]
    public void VolumeCnn_allocates_nothing() => CheckAllocations<VolumeCnn>(10);

    private static void CheckAllocations<T>(int inferences)
        where T : ICompiledNetwork<T>
    {
        using T network = T.Create(new RandomParameters(T.NetworkInfo, seed: 1));
        float[] input = new float[T.NetworkInfo.InputLength], output = new float[T.NetworkInfo.OutputLength];
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int i = 0; i < inferences; i++) network.Infer(input, output);
        }));
        Assert.Equal(1, output.Sum(), 1e-4f);
    }
}
