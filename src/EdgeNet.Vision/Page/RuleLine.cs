using System.Numerics;

namespace EdgeNet.Vision.Page;

/// <summary>Looks for straight lines along a component's length, by a Hough transform of a sample of its pixels, and marks what to cut.</summary>
internal sealed class RuleLine
{
    private const int MaxSamples = 800;
    private const int LeastSamples = 16;

    // Angles to both sides of the component's length, in radians, and the widths of bins in pixels.
    private const float CoarseReach = 0.3f;
    private const float CoarseStep = 0.015f;
    private const float CoarseBin = 4;
    private const float FineStep = 0.0025f;
    private const float FineBin = 1.5f;

    // A rule covers so much of the component's length, with gaps of so many pixels, and is no thicker than a share of it.
    private const float LeastCover = 0.6f;
    private const int MostGap = 4;
    private const float MostThickness = 0.03f;

    // A stroke leaves a rule where there is ink so near beside it.
    private const float Beside = 2.5f;

    private readonly Vector2[] _samples = new Vector2[MaxSamples];
    private int[] _bins = [];
    private byte[] _columns = [];
    private byte[] _cut = [];
    private int _sampleCount;
    private int _left, _top, _width;
    private float _angle, _length;
    private Vector2 _direction, _normal;
    private float _offset, _half, _first, _from, _to;

    /// <summary>Whether anything was marked since the component was begun.</summary>
    internal bool HasCut { get; private set; }

    internal bool IsCut(int x, int y) => _cut[(y - _top) * _width + x - _left] != 0;

    /// <summary>Takes the memory for components of a picture of a size.</summary>
    internal void Reserve(int width, int height)
    {
        // No line is longer than both sides together, and what is sampled of one ends a little beyond it.
        int longest = width + height + 16;
        if (_bins.Length < longest)
        {
            _bins = new int[longest];
            _columns = new byte[longest];
        }

        if (_cut.Length < width * height)
            _cut = new byte[width * height];
    }

    /// <summary>Begins a component; its extent across is its least one, and its length the one at a right angle to that.</summary>
    internal bool Begin(in Component component, ReadOnlySpan<Run> runs, out float length, out float across)
    {
        (_left, _top, _width) = (component.Left, component.Top, component.Width);
        int area = component.Width * component.Height;
        Array.Clear(_cut, 0, area);
        HasCut = false;
        Sample(component, runs);
        int thinnest = 0;
        across = float.MaxValue;
        for (int direction = 0; direction < Compass.Count; direction++)
        {
            float extent = Extent(direction);
            if (extent >= across)
                continue;
            across = extent;
            thinnest = direction;
        }

        int along = Compass.Across(thinnest);
        length = Extent(along);
        _angle = along * MathF.PI / Compass.Count;
        _length = length;
        return length > 1;
    }

    /// <summary>Finds the line with the most pixels; false if it is no rule.</summary>
    internal bool TryFind(in Component component, ReadOnlySpan<Run> runs)
    {
        if (HasCut)
            Sample(component, runs);
        if (_sampleCount < LeastSamples)
            return false;
        (float angle, _, _) = Search(_angle, CoarseReach, CoarseStep, CoarseBin);
        (angle, _offset, _) = Search(angle, 1.5f * CoarseStep, FineStep, FineBin);
        _direction = new Vector2(MathF.Cos(angle), MathF.Sin(angle));
        _normal = new Vector2(-_direction.Y, _direction.X);
        return Measure(component, runs);
    }

    /// <summary>Marks the line's pixels, but for those at strokes.</summary>
    internal void Cut(in Component component, ReadOnlySpan<Run> runs)
    {
        for (int r = component.FirstRun; r >= 0; r = runs[r].Link)
        {
            Run run = runs[r];
            for (int x = run.Left; x < run.Right; x++)
            {
                var point = new Vector2(x + 0.5f, run.Y + 0.5f);
                float along = Vector2.Dot(point, _direction);
                if (along < _from || along > _to || Math.Abs(Vector2.Dot(point, _normal) - _offset) > _half)
                    continue;
                int column = (int)(along - _first);
                bool isStroke = false;
                for (int c = Math.Max(0, column - 1); c <= column + 1; c++)
                    isStroke |= (_columns[c] & 2) != 0;
                if (isStroke)
                    continue;
                _cut[(run.Y - _top) * _width + x - _left] = 1;
                HasCut = true;
            }
        }
    }

    private float Extent(int direction)
    {
        float least = float.MaxValue, most = float.MinValue;
        foreach (Vector2 sample in _samples.AsSpan(0, _sampleCount))
        {
            float at = sample.X * Compass.Cos[direction] + sample.Y * Compass.Sin[direction];
            least = Math.Min(least, at);
            most = Math.Max(most, at);
        }

        return most - least;
    }

    // Every so many pixels of those that are not cut.
    private void Sample(in Component component, ReadOnlySpan<Run> runs)
    {
        int step = 1 + component.Area / MaxSamples;
        int skip = 0;
        _sampleCount = 0;
        for (int r = component.FirstRun; r >= 0; r = runs[r].Link)
        {
            Run run = runs[r];
            for (int x = run.Left; x < run.Right; x++)
            {
                if (IsCut(x, run.Y) || ++skip % step != 0 || _sampleCount == MaxSamples)
                    continue;
                _samples[_sampleCount++] = new Vector2(x + 0.5f, run.Y + 0.5f);
            }
        }
    }

    private (float Angle, float Offset, int Count) Search(float middle, float reach, float step, float bin)
    {
        int most = 0;
        float best = middle, offset = 0;
        for (float angle = middle - reach; angle <= middle + reach; angle += step)
        {
            float sin = MathF.Sin(angle), cos = MathF.Cos(angle);
            float least = float.MaxValue, greatest = float.MinValue;
            foreach (Vector2 sample in _samples.AsSpan(0, _sampleCount))
            {
                float v = sample.Y * cos - sample.X * sin;
                least = Math.Min(least, v);
                greatest = Math.Max(greatest, v);
            }

            int count = (int)((greatest - least) / bin) + 1;
            Span<int> bins = _bins.AsSpan(0, count);
            bins.Clear();
            foreach (Vector2 sample in _samples.AsSpan(0, _sampleCount))
                bins[(int)((sample.Y * cos - sample.X * sin - least) / bin)]++;
            for (int i = 0; i < count; i++)
            {
                if (bins[i] <= most)
                    continue;
                most = bins[i];
                best = angle;
                offset = least + (i + 0.5f) * bin;
            }
        }

        return (best, offset, most);
    }

    // How thick the line is, which columns it covers, and where ink stands beside it.
    private bool Measure(in Component component, ReadOnlySpan<Run> runs)
    {
        int columns = (int)_length + 8;
        Array.Clear(_columns, 0, columns);
        _first = float.MaxValue;
        foreach (Vector2 sample in _samples.AsSpan(0, _sampleCount))
            _first = Math.Min(_first, Vector2.Dot(sample, _direction));
        _first -= 3;
        _half = Thickness(component, runs) / 2 + 0.75f;
        if (2 * _half - 1.5f > Math.Max(3, MostThickness * _length))
            return false;
        for (int r = component.FirstRun; r >= 0; r = runs[r].Link)
        {
            Run run = runs[r];
            for (int x = run.Left; x < run.Right; x++)
            {
                var point = new Vector2(x + 0.5f, run.Y + 0.5f);
                float off = Math.Abs(Vector2.Dot(point, _normal) - _offset);
                int column = (int)(Vector2.Dot(point, _direction) - _first);
                if (off > _half + Beside || column < 0 || column >= columns - 1 || IsCut(x, run.Y))
                    continue;
                _columns[column] |= off <= _half ? (byte)1 : (byte)2;
            }
        }

        return TryStretch(columns - 1);
    }

    // The longest stretch of columns that the line covers.
    private bool TryStretch(int columns)
    {
        int start = -1, last = -1, bestStart = 0, bestEnd = 0;
        for (int column = 0; column < columns; column++)
        {
            if ((_columns[column] & 1) == 0)
                continue;
            if (start < 0 || column - last > MostGap)
                start = column;
            last = column;
            if (last + 1 - start > bestEnd - bestStart)
                (bestStart, bestEnd) = (start, last + 1);
        }

        _from = _first + bestStart;
        _to = _first + bestEnd;
        return bestEnd - bestStart >= LeastCover * _length;
    }

    // The width of the peak of ink over the distance from the line, at a third of its height; moves the line to the peak's middle.
    private float Thickness(in Component component, ReadOnlySpan<Run> runs)
    {
        const int Reach = 12, Fine = 2;
        Span<int> bins = stackalloc int[2 * Reach * Fine];
        bins.Clear();
        for (int r = component.FirstRun; r >= 0; r = runs[r].Link)
        {
            Run run = runs[r];
            for (int x = run.Left; x < run.Right; x++)
            {
                float off = Vector2.Dot(new Vector2(x + 0.5f, run.Y + 0.5f), _normal) - _offset;
                if (Math.Abs(off) < Reach && !IsCut(x, run.Y))
                    bins[(int)((off + Reach) * Fine)]++;
            }
        }

        int peak = 0;
        for (int i = 0; i < bins.Length; i++)
        {
            if (bins[i] > bins[peak])
                peak = i;
        }

        int from = peak, to = peak;
        while (from > 0 && 3 * bins[from - 1] > bins[peak])
            from--;
        while (to + 1 < bins.Length && 3 * bins[to + 1] > bins[peak])
            to++;
        _offset += (from + to + 1) / (2f * Fine) - Reach;
        return (to + 1 - from) / (float)Fine;
    }
}
