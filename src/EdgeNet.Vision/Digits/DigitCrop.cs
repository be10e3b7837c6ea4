using EdgeNet.Vision.Pictures;
using static System.FormattableString;

namespace EdgeNet.Vision.Digits;

/// <summary>
/// Brings a rough crop around one digit into the form of MNIST, as the digit network takes it: paper and contrast evened out, neighbours
/// and lines that stand apart erased, the digit's box scaled into 20×20 with its proportions, its centre of mass in the middle, 32×32
/// in all. Grey stays grey: thin and pale strokes are not lost to a threshold. Dark ink on brighter paper is expected, and the digit in
/// the middle. Not for several threads at once; allocates nothing after it is made.
/// </summary>
public sealed class DigitCrop
{
    /// <summary>Columns and rows of the result.</summary>
    public const int Side = DigitNormaliser.Side;

    // A digit is not wider than this, in heights; what goes on is joined to it.
    private const float WidestDigit = 1.15f;

    // Where a joined neighbour may begin, in heights from the crop's middle.
    private const float NearestCut = 0.3f;
    private const float FarthestCut = 0.75f;

    // A rule inks so much of the crop's width or height. Bars of digits do it in crops that are narrow; stems, but in the outer columns.
    private const float RuleShare = 0.9f;
    private const float WidestRow = 0.8f;
    private const float RuleMargin = 0.2f;

    private readonly CropInk _ink = new();
    private readonly CropParts _parts = new();
    private readonly InkSample[] _samples = new InkSample[CropInk.MaxSide * CropInk.MaxSide];
    private readonly float[] _projection = new float[4 * CropInk.MaxSide];
    private readonly bool[] _isRuleRow = new bool[CropInk.MaxSide];
    private readonly bool[] _isRuleColumn = new bool[CropInk.MaxSide];
    private int _count;
    private float _centreU;
    private float _centreV;
    private float _slant;

    /// <summary>Looks at a crop and cleans it; <see cref="Draw"/> then gives the digit.</summary>
    /// <param name="crop">The crop, of any size: the digit with some of what is around it, its middle near the crop's.</param>
    /// <returns>False if there is no ink.</returns>
    public bool Clean(GreyFrame crop)
    {
        _count = 0;
        if (!_ink.Measure(crop) || !_parts.Isolate(_ink))
            return false;
        CutNeighbours();
        FindRules();
        Gather();
        return _count > 0;
    }

    /// <summary>Draws the digit of the crop that was cleaned last.</summary>
    /// <param name="deslant">How much of a slant beyond the usual is taken out, 0 (as it stands) to 1.</param>
    /// <param name="input">Receives 32×32 values: ink 1 and paper 0.</param>
    /// <returns>False if there is no ink; the input is then empty.</returns>
    /// <exception cref="ArgumentException">The input has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share of the slant is not in 0 to 1.</exception>
    public bool Draw(float deslant, Span<float> input)
    {
        if (!(deslant is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(deslant), deslant, "Expected 0 to 1.");
        if (input.Length != Side * Side)
            throw new ArgumentException(Invariant($"Expected {Side * Side} values, found {input.Length}."), nameof(input));
        input.Clear();
        float shear = deslant * DigitNormaliser.Excess(_slant);
        float least = float.MaxValue, most = float.MinValue, top = float.MaxValue, bottom = float.MinValue;
        foreach (ref readonly InkSample s in _samples.AsSpan(0, _count))
        {
            if (s.Ink < DigitNormaliser.BoxInk || IsRule((int)s.U, (int)s.V))
                continue;
            float v = s.V - _centreV, u = s.U - _centreU - shear * v;
            (least, most) = (Math.Min(least, u), Math.Max(most, u));
            (top, bottom) = (Math.Min(top, v), Math.Max(bottom, v));
        }

        if (most < least)
            return false;
        float scale = DigitNormaliser.BoxSide / (Math.Max(most - least, bottom - top) + 1);
        DigitNormaliser.Splat(_samples.AsSpan(0, _count), 1, new(_centreU, _centreV, shear, scale), input);
        return true;
    }

    private float Across(int x, int y) => x + 0.5f - _parts.Slant * (y + 0.5f - _ink.Height / 2f);

    /// <summary>Cuts off what is joined to a digit from the side, where the least ink has to be cut.</summary>
    private void CutNeighbours()
    {
        int width = _ink.Width, height = _ink.Height;
        Span<float> ink = _ink.Ink;
        Array.Clear(_projection);
        int origin = _projection.Length / 2 - width / 2;
        int top = int.MaxValue, bottom = -1, least = int.MaxValue, most = -1;
        for (int i = 0; i < ink.Length; i++)
        {
            if (ink[i] <= 0)
                continue;
            int x = i % width, y = i / width, u = origin + (int)MathF.Floor(Across(x, y));
            _projection[u] += ink[i];
            if (ink[i] < DigitNormaliser.BoxInk)
                continue;
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
            (least, most) = (Math.Min(least, u), Math.Max(most, u));
        }

        float digit = bottom - top + 1;
        if (most - least + 1 <= WidestDigit * digit)
            return;
        int middle = origin + width / 2;
        int from = least < middle - 0.6f * digit ? Cut(middle, -digit) : int.MinValue;
        int to = most > middle + 0.6f * digit ? Cut(middle, digit) : int.MaxValue;
        for (int i = 0; i < ink.Length; i++)
        {
            int u = origin + (int)MathF.Floor(Across(i % width, i / width));
            if (u < from || u > to)
                ink[i] = 0;
        }
    }

    private int Cut(int middle, float digit)
    {
        int near = middle + (int)(NearestCut * digit), far = middle + (int)(FarthestCut * digit), step = Math.Sign(digit);
        int cut = far;
        for (int u = near; u != far + step && u >= 0 && u < _projection.Length; u += step)
        {
            if (_projection[u] < _projection[cut] || (u == near && _projection[u] <= _projection[cut]))
                cut = u;
        }

        return cut;
    }

    /// <summary>
    /// Rows inked from side to side, and columns near the sides from top to bottom: rules joined to the digit, which must not decide on
    /// its size.
    /// </summary>
    private void FindRules()
    {
        int width = _ink.Width, height = _ink.Height;
        Span<float> ink = _ink.Ink;
        for (int y = 0; y < height; y++)
        {
            int inked = 0;
            for (int x = 0; x < width; x++)
                if (ink[y * width + x] >= DigitNormaliser.BoxInk) inked++;
            _isRuleRow[y] = width >= WidestRow * height && inked >= RuleShare * width;
        }

        for (int x = 0; x < width; x++)
        {
            int inked = 0;
            for (int y = 0; y < height; y++)
                if (ink[y * width + x] >= DigitNormaliser.BoxInk) inked++;
            _isRuleColumn[x] = Math.Min(x + 1, width - x) <= RuleMargin * width && inked >= RuleShare * height;
        }
    }

    private bool IsRule(int x, int y) => _isRuleRow[y] || _isRuleColumn[x];

    /// <summary>Takes what ink is left, and finds its centre and how it leans.</summary>
    private void Gather()
    {
        int width = _ink.Width, height = _ink.Height;
        float mass = 0, massU = 0, massV = 0, massVV = 0, massUV = 0;
        for (int i = 0; i < width * height; i++)
        {
            float ink = _ink.Ink[i];
            if (ink <= 0)
                continue;
            int x = i % width, y = i / width;
            float u = x + 0.5f, v = y + 0.5f;
            _samples[_count++] = new InkSample { U = u, V = v, Ink = ink };
            if (IsRule(x, y))
                continue;
            mass += ink;
            massU += ink * u;
            massV += ink * v;
            massVV += ink * v * v;
            massUV += ink * u * v;
        }

        if (mass < 1e-3f)
        {
            _count = 0;
            return;
        }

        (_centreU, _centreV) = (massU / mass, massV / mass);
        _slant = (massUV / mass - _centreU * _centreV) / (massVV / mass - _centreV * _centreV + 1e-3f);
    }
}
