using EdgeNet.Vision.Digits;

namespace EdgeNet.Cli.Evaluation;

/// <summary>A digit network whose outputs are averaged over small distortions, as the reader does it.</summary>
/// <param name="network">The network; disposed with this.</param>
internal sealed class AveragedNetwork(INetwork<float> network) : INetwork<float>
{
    private readonly DigitReader _reader = new(network);

    public NetworkInfo Info => network.Info;

    public void Infer(ReadOnlySpan<float> input, Span<float> output) => _reader.Read(input, output);

    public void Dispose() => network.Dispose();
}
