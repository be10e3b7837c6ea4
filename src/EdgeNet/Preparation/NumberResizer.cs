using static System.FormattableString;

namespace EdgeNet;

/// <summary>
/// Brings series and volumes of one size to another, axis by axis (<see cref="NumberResize.Stretch"/>). Allocates nothing after
/// construction. Not safe for use by several threads at once.
/// </summary>
public sealed class NumberResizer
{
    private readonly int[] _from;
    private readonly int[] _to;
    private readonly float[] _first;
    private readonly float[] _second;
    private readonly float[] _line;
    private readonly float[] _stretched;

    /// <summary>Takes the sizes.</summary>
    /// <param name="from">The shape of what comes, channels first.</param>
    /// <param name="to">The shape that is wanted, of as many axes and channels.</param>
    /// <exception cref="ArgumentException">The shapes have other numbers of axes or channels, or a size below 1.</exception>
    public NumberResizer(IReadOnlyList<int> from, IReadOnlyList<int> to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (from.Count != to.Count || from.Count < 2 || from[0] != to[0] || from.Concat(to).Any(size => size < 1))
            throw new ArgumentException(
                Invariant($"Expected shapes of as many axes and channels, found {string.Join("×", from)} and {string.Join("×", to)}."),
                    nameof(to));
        _from = [.. from];
        _to = [.. to];
        int longest = 0, largest = 0;
        for (int axis = 1; axis <= _from.Length; axis++)
        {
            // The first axes are as long as is wanted, the others as they came.
            int length = 1;
            for (int i = 0; i < _from.Length; i++) length = checked(length * (i < axis ? _to[i] : _from[i]));
            largest = Math.Max(largest, length);
            longest = Math.Max(longest, Math.Max(_from[axis - 1], _to[axis - 1]));
        }

        _first = new float[largest];
        _second = new float[largest];
        _line = new float[longest];
        _stretched = new float[longest];
    }

    /// <summary>Resizes.</summary>
    /// <param name="values">The numbers, as many as the first shape has.</param>
    /// <param name="result">Receives as many as the second shape has.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Resize(ReadOnlySpan<float> values, Span<float> result)
    {
        Check(values.Length, _from, nameof(values));
        Check(result.Length, _to, nameof(result));
        ReadOnlySpan<float> current = values;
        int outer = _from[0];
        for (int axis = 1; axis < _from.Length; axis++)
        {
            int inner = 1;
            for (int i = axis + 1; i < _from.Length; i++) inner *= _from[i];
            Span<float> next = axis == _from.Length - 1 ? result : (axis % 2 == 1 ? _first : _second).AsSpan(0, outer * _to[axis] * inner);
            Along(current, next, outer, axis, inner);
            current = next;
            outer *= _to[axis];
        }
    }

    /// <summary>Stretches one line of numbers: averages over what a number stands for where it becomes shorter, else linear.</summary>
    /// <param name="from">The numbers, at least one.</param>
    /// <param name="to">Receives the others.</param>
    /// <exception cref="ArgumentException">There is no number.</exception>
    public static void Stretch(ReadOnlySpan<float> from, Span<float> to)
    {
        if (from.IsEmpty) throw new ArgumentException("Expected at least one number, found none.", nameof(from));
        if (from.Length == to.Length)
        {
            from.CopyTo(to);
            return;
        }

        double step = (double)from.Length / to.Length;
        for (int i = 0; i < to.Length; i++)
            to[i] = step > 1 ? Average(from, i * step, (i + 1) * step) : Between(from, (i + 0.5) * step - 0.5);
    }

    private static float Average(ReadOnlySpan<float> from, double start, double end)
    {
        double sum = 0;
        int last = Math.Min(from.Length - 1, (int)Math.Ceiling(end) - 1);
        for (int k = (int)start; k <= last; k++)
            sum += from[k] * (Math.Min(k + 1, end) - Math.Max(k, start));
        return (float)(sum / (end - start));
    }

    private static float Between(ReadOnlySpan<float> from, double at)
    {
        at = Math.Clamp(at, 0, from.Length - 1);
        int left = (int)at, right = Math.Min(left + 1, from.Length - 1);
        return (float)(from[left] + (from[right] - from[left]) * (at - left));
    }

    private static void Check(int length, int[] shape, string parameter)
    {
        int expected = 1;
        foreach (int size in shape) expected *= size;
        if (length != expected) NetworkArguments.ThrowLength(parameter, expected, length);
    }

    private void Along(ReadOnlySpan<float> from, Span<float> to, int outer, int axis, int inner)
    {
        int before = _from[axis], after = _to[axis];
        Span<float> line = _line.AsSpan(0, before), stretched = _stretched.AsSpan(0, after);
        for (int o = 0; o < outer; o++)
        {
            for (int i = 0; i < inner; i++)
            {
                for (int k = 0; k < before; k++) line[k] = from[(o * before + k) * inner + i];
                Stretch(line, stretched);
                for (int k = 0; k < after; k++) to[(o * after + k) * inner + i] = stretched[k];
            }
        }
    }
}
