using EdgeNet.Vision.Binarization;
using EdgeNet.Vision.Components;
using EdgeNet.Vision.Lines;
using EdgeNet.Vision.Segmentation;

namespace EdgeNet.Vision.Digits;

/// <summary>Pieces in, probabilities of the ten digits out: gathers, normalises and runs the network. Counts its runs, so that a frame's time is bounded.</summary>
internal sealed class DigitClassifier(INetwork<float> network)
{
    internal const int Classes = 10;

    private readonly DigitSamples _samples = new();
    private readonly float[] _input = new float[DigitNormaliser.Side * DigitNormaliser.Side];
    private readonly float[] _output = new float[Classes];

    /// <summary>How many times the network may still run.</summary>
    internal int Budget { get; set; }

    /// <summary>Classifies a digit as it stands.</summary>
    /// <returns>False if there is no ink.</returns>
    internal bool Classify(InkMap ink, ComponentFinder components, Rotation rotation, ReadOnlySpan<Piece> pieces, Span<float> probabilities)
    {
        _samples.Gather(ink, components, rotation, pieces);
        return Run(deslant: 0, probabilities);
    }

    /// <summary>Classifies a digit as it stands and with some of its slant taken out, and averages: slower, and surer.</summary>
    /// <returns>False if there is no ink.</returns>
    internal bool ClassifyWell(InkMap ink, ComponentFinder components, Rotation rotation, ReadOnlySpan<Piece> pieces, Span<float> probabilities)
    {
        _samples.Gather(ink, components, rotation, pieces);
        probabilities.Clear();
        ReadOnlySpan<float> deslants = [0, 0.3f, 0.6f];
        foreach (float deslant in deslants)
        {
            if (!Run(deslant, _output))
                return false;
            for (int i = 0; i < Classes; i++)
                probabilities[i] += _output[i] / deslants.Length;
        }

        return true;
    }

    private bool Run(float deslant, Span<float> probabilities)
    {
        if (!DigitNormaliser.Draw(_samples, deslant, _input))
            return false;
        network.Infer(_input, probabilities);
        Budget--;
        return true;
    }
}
