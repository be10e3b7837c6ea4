using EdgeNet.Vision.Pictures;
using static System.FormattableString;

namespace EdgeNet.Vision.Digits;

/// <summary>
/// Reads single digits from rough crops: cleans and centres a crop, runs the network on it as it stands and with some of its slant taken
/// out, and averages. Not for several threads at once; allocates nothing after it is made.
/// </summary>
public sealed class DigitReader
{
    /// <summary>How much of the slant is taken out in each run.</summary>
    private static readonly float[] Deslants = [0, 0.3f, 0.6f];

    private static readonly DigitWarp[] Warps = [new(0.15f, 1), new(-0.15f, 1), new(0, 1.08f), new(0, 1 / 1.08f)];

    private readonly INetwork<float> _network;
    private readonly DigitCrop _crop = new();
    private readonly float[] _input = new float[DigitCrop.Side * DigitCrop.Side];
    private readonly float[] _output;

    /// <summary>Takes the network.</summary>
    /// <param name="network">
    /// From 32×32 values, ink 1, to the probabilities of 0 to 9 and perhaps of further classes: EdgeNet.Models.DigitCnn, or one like it.
    /// It remains the caller's.
    /// </param>
    /// <exception cref="ArgumentException">The network has another input, or fewer than ten outputs.</exception>
    public DigitReader(INetwork<float> network)
    {
        ArgumentNullException.ThrowIfNull(network);
        NetworkInfo info = network.Info;
        if (info.InputLength != DigitCrop.Side * DigitCrop.Side || info.OutputLength < 10)
            throw new ArgumentException(
                Invariant($"Expected a network from 1024 values to 10 classes or more, found {info.InputLength} to {info.OutputLength}."),
                nameof(network));
        _network = network;
        _output = new float[info.OutputLength];
    }

    /// <summary>Classes: how many probabilities a reading has.</summary>
    public int Classes => _output.Length;

    /// <summary>Reads a crop.</summary>
    /// <param name="crop">Dark ink on brighter paper, of any size: the digit with some of what is around it, in the middle.</param>
    /// <param name="probabilities">Receives the probability of each class, <see cref="Classes"/> values.</param>
    /// <returns>False if there is no ink; the probabilities then are 0.</returns>
    /// <exception cref="ArgumentException">The probabilities have another length.</exception>
    public bool Read(GreyFrame crop, Span<float> probabilities)
    {
        Begin(probabilities);
        if (!_crop.Clean(crop))
            return false;
        foreach (float deslant in Deslants)
        {
            _crop.Draw(deslant, _input);
            Add(_input, probabilities, 1f / Deslants.Length);
        }

        return true;
    }

    /// <summary>Reads a digit that is in MNIST's form already: as it is, leaning either way, larger and smaller.</summary>
    /// <param name="digit">32×32 values, ink 1 and paper 0.</param>
    /// <param name="probabilities">Receives the probability of each class, <see cref="Classes"/> values.</param>
    /// <exception cref="ArgumentException">The digit or the probabilities have another length.</exception>
    public void Read(ReadOnlySpan<float> digit, Span<float> probabilities)
    {
        if (digit.Length != _input.Length)
            throw new ArgumentException(Invariant($"Expected {_input.Length} values, found {digit.Length}."), nameof(digit));
        Begin(probabilities);
        Add(digit, probabilities, 1f / (1 + Warps.Length));
        foreach (DigitWarp warp in Warps)
        {
            warp.Apply(digit, _input);
            Add(_input, probabilities, 1f / (1 + Warps.Length));
        }
    }

    private void Begin(Span<float> probabilities)
    {
        if (probabilities.Length != Classes)
            throw new ArgumentException(Invariant($"Expected {Classes} values, found {probabilities.Length}."), nameof(probabilities));
        probabilities.Clear();
    }

    private void Add(ReadOnlySpan<float> input, Span<float> probabilities, float share)
    {
        _network.Infer(input, _output);
        for (int i = 0; i < probabilities.Length; i++)
            probabilities[i] += share * _output[i];
    }
}
