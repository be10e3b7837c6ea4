namespace EdgeNet.Vision.Digits;

/// <summary>
/// Finds the digit among the connected parts of a crop's ink: the part that the crop's middle lies on, and what belongs to it. Erases what
/// surely does not: neighbours cut by the border, dots beside the foot, lines that stand apart.
/// </summary>
internal sealed class CropParts
{
    private const int MaxPixels = CropInk.MaxSide * CropInk.MaxSide;
    private const int MaxParts = 254;

    // Ink from this on connects.
    private const float PartInk = 0.35f;

    // How far from the crop's middle ink still speaks for its part, in heights.
    private const float MiddleX = 0.22f;
    private const float MiddleY = 0.35f;

    // A part belongs to the digit if so much of its width lies over or under it, give or take so much of the digit's height.
    private const float LeastOverlap = 0.5f;
    private const float OverlapMargin = 0.06f;

    // In heights of a stem: how wide it may be, how far what belongs to it may stand apart, and how high that is.
    private const float StemWidth = 0.4f;
    private const float StemGap = 0.1f;
    private const float LeastBeside = 0.25f;
    private const float MostBeside = 0.8f;

    private readonly byte[] _labels = new byte[MaxPixels];
    private readonly byte[] _next = new byte[MaxPixels];
    private readonly int[] _stack = new int[MaxPixels];
    private readonly CropPart[] _parts = new CropPart[MaxParts + 1];
    private int _count;

    /// <summary>The slant of the digit: columns a row, right and down positive.</summary>
    internal float Slant { get; private set; }

    /// <summary>Finds the digit and erases the rest.</summary>
    /// <param name="crop">The ink, which is changed.</param>
    /// <returns>False where there is no part.</returns>
    internal bool Isolate(CropInk crop)
    {
        int width = crop.Width, height = crop.Height;
        Span<float> ink = crop.Ink;
        Label(ink, width, height);
        int main = Main();
        if (main == 0)
            return false;
        Slant = _parts[main].Slant;
        MeasureAcross(width, height);
        for (int part = 1; part <= _count; part++)
            _parts[part].IsKept = part == main || Belongs(_parts[part], _parts[main], width, height);
        Erase(ink, width, height);
        return true;
    }

    private void Label(ReadOnlySpan<float> ink, int width, int height)
    {
        Array.Clear(_labels, 0, ink.Length);
        _count = 0;
        for (int i = 0; i < ink.Length; i++)
        {
            if (ink[i] < PartInk || _labels[i] != 0)
                continue;
            if (_count == MaxParts)
                return;
            Fill(ink, width, height, i, (byte)++_count);
        }
    }

    private void Fill(ReadOnlySpan<float> ink, int width, int height, int start, byte label)
    {
        var part = new CropPart(width, height);
        int depth = 0;
        _stack[depth++] = start;
        _labels[start] = label;
        while (depth > 0)
        {
            int at = _stack[--depth], x = at % width, y = at / width;
            float dx = (x + 0.5f - width / 2f) / (MiddleX * height), dy = (y + 0.5f - height / 2f) / (MiddleY * height);
            part.Add(x, y, ink[at], ink[at] * MathF.Exp(-(dx * dx + dy * dy) / 2));
            for (int ny = Math.Max(0, y - 1); ny <= Math.Min(height - 1, y + 1); ny++)
            {
                for (int nx = Math.Max(0, x - 1); nx <= Math.Min(width - 1, x + 1); nx++)
                {
                    int next = ny * width + nx;
                    if (_labels[next] != 0 || ink[next] < PartInk)
                        continue;
                    _labels[next] = label;
                    _stack[depth++] = next;
                }
            }
        }

        _parts[label] = part;
    }

    /// <returns>The part with the most ink about the middle, or 0. Flat lines from side to side give way to all others.</returns>
    private int Main()
    {
        int main = 0;
        float most = 0;
        for (int part = 1; part <= _count; part++)
        {
            float score = _parts[part].MiddleMass * (_parts[part].IsRule ? 0.1f : 1);
            if (score <= most)
                continue;
            most = score;
            main = part;
        }

        return main;
    }

    /// <summary>Left and right ends along the digit's slant.</summary>
    private void MeasureAcross(int width, int height)
    {
        for (int part = 1; part <= _count; part++)
            (_parts[part].From, _parts[part].To) = (float.MaxValue, float.MinValue);
        for (int i = 0; i < width * height; i++)
        {
            if (_labels[i] == 0)
                continue;
            ref CropPart part = ref _parts[_labels[i]];
            float u = i % width - Slant * (i / width - height / 2f);
            part.From = Math.Min(part.From, u);
            part.To = Math.Max(part.To, u + 1);
        }
    }

    private static bool Belongs(in CropPart part, in CropPart main, int width, int height)
    {
        if (part.IsRule)
            return false;
        float mainHeight = main.Bottom - main.Top + 1;
        float margin = OverlapMargin * mainHeight;
        float overlap = Math.Min(part.To, main.To + margin) - Math.Max(part.From, main.From - margin);
        if (overlap < LeastOverlap * (part.To - part.From))
            return IsBesideStem(part, main, width);
        // What comes in from above or below is another line's, unless the digit is itself cut there.
        bool cutAbove = part.Top == 0 && main.Top > 1 && part.Bottom < main.Top;
        bool cutBelow = part.Bottom == height - 1 && main.Bottom < height - 2 && part.Top > main.Bottom;
        bool cutAside = (part.Left == 0 && main.Left > 1) || (part.Right == width - 1 && main.Right < width - 2);
        if (cutAbove || cutBelow || cutAside)
            return false;
        // A detached bar lies close; specks far off do not.
        float above = Math.Max(part.Top - main.Bottom, main.Top - part.Bottom);
        return above < 0.35f * mainHeight;
    }

    /// <summary>
    /// Whether one of two parts is a stem and the other, shorter and close beside it, what an open 4, a 5 or a 7 has there. Neighbours are
    /// as high as the digit, or cut by the crop's sides; dots are lower.
    /// </summary>
    private static bool IsBesideStem(in CropPart part, in CropPart main, int width)
    {
        if (part.Left == 0 || part.Right == width - 1)
            return false;
        bool isStem = part.Bottom - part.Top > main.Bottom - main.Top;
        ref readonly CropPart stem = ref isStem ? ref part : ref main;
        ref readonly CropPart other = ref isStem ? ref main : ref part;
        float height = stem.Bottom - stem.Top + 1, otherHeight = other.Bottom - other.Top + 1;
        float gap = Math.Max(part.From - main.To, main.From - part.To);
        return stem.To - stem.From < StemWidth * height
            && gap < StemGap * height
            && otherHeight > LeastBeside * height && otherHeight < MostBeside * height
            && other.Top > stem.Top - OverlapMargin * height && other.Bottom < stem.Bottom + OverlapMargin * height;
    }

    /// <summary>Keeps the ink of the kept parts and the pale edge about them.</summary>
    private void Erase(Span<float> ink, int width, int height)
    {
        int steps = Math.Max(2, height / 16);
        for (int step = 0; step < steps; step++)
        {
            Array.Copy(_labels, _next, ink.Length);
            for (int i = 0; i < ink.Length; i++)
            {
                if (_labels[i] != 0 || ink[i] <= 0)
                    continue;
                int x = i % width, y = i / width;
                if (x > 0 && _labels[i - 1] != 0) _next[i] = _labels[i - 1];
                else if (x + 1 < width && _labels[i + 1] != 0) _next[i] = _labels[i + 1];
                else if (y > 0 && _labels[i - width] != 0) _next[i] = _labels[i - width];
                else if (y + 1 < height && _labels[i + width] != 0) _next[i] = _labels[i + width];
            }

            Array.Copy(_next, _labels, ink.Length);
        }

        for (int i = 0; i < ink.Length; i++)
        {
            if (_labels[i] == 0 || !_parts[_labels[i]].IsKept)
                ink[i] = 0;
        }
    }
}
