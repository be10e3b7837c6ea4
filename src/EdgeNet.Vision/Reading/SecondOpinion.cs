using EdgeNet.Vision.Decoding;
using EdgeNet.Vision.Digits;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Strips;

namespace EdgeNet.Vision.Reading;

/// <summary>
/// Asks a digit network about each digit that the line network placed: the digit is cut out of the strip, cleaned and centred, and the two
/// networks' probabilities are multiplied. The line network knows where a digit stands and what is beside it, the digit network knows digits.
/// </summary>
internal sealed class SecondOpinion
{
    private const int FrameColumns = 4;

    // A digit is cut out with at most so many columns to either side of its middle.
    private const int MostReach = 16;
    private const int LeastReach = 5;

    // What the digit network holds for impossible is so only to this degree.
    private const double Floor = 2e-3;

    // Below this share of a frame there is nothing to be asked about.
    private const double LeastMass = 0.4;

    private readonly INetwork<float> _network;
    private readonly DigitCrop _crop = new();
    private readonly byte[] _pixels = new byte[LineStrips.Rows * 2 * MostReach];
    private readonly float[] _input = new float[DigitCrop.Side * DigitCrop.Side];
    private readonly float[] _output;
    private readonly double[] _opinion = new double[LineClass.Digits + 1];
    private readonly (int From, int End, float Column)[] _peaks = new (int, int, float)[LineFrames.MostFrames];

    internal SecondOpinion(INetwork<float> network)
    {
        _network = network;
        _output = new float[network.Info.OutputLength];
    }

    /// <summary>Joins the digit network's word into the frames of a line.</summary>
    /// <param name="frames">The line network's word, changed in place.</param>
    /// <param name="strips">The strips that it was given.</param>
    internal void Join(LineFrames frames, LineStrips strips)
    {
        int count = Find(frames);
        for (int i = 0; i < count; i++)
        {
            (int from, int end, float column) = _peaks[i];
            float left = i == 0 ? column - MostReach : (_peaks[i - 1].Column + column) / 2;
            float right = i + 1 == count ? column + MostReach : (_peaks[i + 1].Column + column) / 2;
            if (!Ask(strips, column, column - left, right - column))
                continue;
            for (int t = from; t < end; t++)
                Join(frames, t);
        }
    }

    // Neighbouring frames of digits or of other marks are one peak, unless the likeliest class changes.
    private int Find(LineFrames frames)
    {
        int count = 0, last = LineClass.Blank;
        for (int t = 0; t < frames.Count; t++)
        {
            int best = BestPath.ClassAt(frames, t);
            bool isAsked = best < LineClass.Digits && Mass(frames, t) >= LeastMass;
            if (isAsked && best == last)
                _peaks[count - 1] = (_peaks[count - 1].From, t + 1, (_peaks[count - 1].From + t + 1) * FrameColumns / 2f);
            else if (isAsked)
                _peaks[count++] = (t, t + 1, (t + 0.5f) * FrameColumns);

            last = isAsked ? best : LineClass.Blank;
        }

        return count;
    }

    private bool Ask(LineStrips strips, float column, float left, float right)
    {
        int before = (int)Math.Clamp(left + 2, LeastReach, MostReach), behind = (int)Math.Clamp(right + 2, LeastReach, MostReach);
        int index = Math.Clamp((int)((column - LineStrips.Columns / 2f) / LineStrips.Stride + 0.5f), 0, strips.Count - 1);
        int middle = (int)column - index * LineStrips.Stride;
        int from = Math.Max(0, middle - before), width = Math.Min(LineStrips.Columns, middle + behind) - from;
        ReadOnlySpan<float> strip = strips.Strip(index);
        for (int y = 0; y < LineStrips.Rows; y++)
        {
            for (int x = 0; x < width; x++)
                _pixels[y * width + x] = (byte)(255 - 255 * strip[y * LineStrips.Columns + from + x]);
        }

        if (!_crop.Clean(new GreyFrame(_pixels.AsSpan(0, width * LineStrips.Rows), width, LineStrips.Rows)) || !_crop.Draw(0.3f, _input))
            return false;
        _network.Infer(_input, _output);
        double sum = 0;
        for (int c = 0; c <= LineClass.Digits; c++)
            sum += _opinion[c] = Math.Max(Floor, c < _output.Length ? _output[c] : 0);
        for (int c = 0; c <= LineClass.Digits; c++)
            _opinion[c] /= sum;
        return true;
    }

    private static double Mass(LineFrames frames, int t)
    {
        double mass = 0;
        for (int c = 0; c < LineClass.Digits; c++)
            mass += frames.Of(c)[t];
        return mass;
    }

    // The mass of digits and of other marks in a frame stays; how it is shared out is the product of both opinions.
    private void Join(LineFrames frames, int t)
    {
        double mass = 0, joined = 0;
        for (int c = 0; c <= LineClass.Digits; c++)
        {
            double p = frames.Of(ClassOf(c))[t];
            mass += p;
            joined += p * _opinion[c];
        }

        if (joined <= 0)
            return;
        for (int c = 0; c <= LineClass.Digits; c++)
            frames.Writable(ClassOf(c))[t] *= _opinion[c] * mass / joined;
    }

    private static int ClassOf(int opinion) => opinion < LineClass.Digits ? opinion : LineClass.Other;
}
