using System.Globalization;
using System.Text;
using EdgeNet.Training.Understanding;

namespace EdgeNet.Cli.Pages.Drawings;

/// <summary>
/// A sample as people look at it: a picture, a series as lines, a volume as its three middle slices; and the same under a heat map.
/// </summary>
/// <param name="shape">The network's input, channels first.</param>
/// <param name="preparation">What was done to samples; null where nothing is known.</param>
internal sealed class SampleDrawing(IReadOnlyList<int> shape, InputPreparation? preparation)
{
    private const int Longest = 112, Least = 112, MostLines = 6, SliceGap = 2;
    private const int SvgWidth = 224, SvgHeight = 112;

    private bool IsPicture => shape.Count == 3 && shape[0] is 1 or 3 && preparation is null or { Kind: InputKind.Picture };

    /// <summary>Whether a sample is drawn as lines, in SVG.</summary>
    public bool IsLines => shape.Count <= 2;

    /// <summary>Whether two drawings have room beside each other.</summary>
    public bool IsNarrow => shape.Count == 3;

    /// <summary>The drawing as an element of a page.</summary>
    /// <param name="input">The sample as the network takes it.</param>
    /// <param name="heat">What lies over it; null for nothing.</param>
    /// <param name="alternative">What it shows.</param>
    public string Html(float[] input, HeatMap? heat, string alternative) =>
        IsLines ? Lines(input, heat, alternative) : Draw(input, heat).Html(alternative, Least);

    /// <summary>A sample that is no series, as pixels.</summary>
    public Canvas Draw(float[] input, HeatMap? heat)
    {
        HeatSampler? sampler = heat is null ? null : new HeatSampler(heat);
        return shape.Count == 3 ? Picture(input, sampler) : Slices(input, sampler);
    }

    /// <summary>A series as SVG: a line a channel, the heat as bars behind them.</summary>
    public string Lines(float[] input, HeatMap? heat, string alternative)
    {
        int channels = shape.Count == 2 ? shape[0] : 1, length = input.Length / channels;
        (double low, double high) = Range(input);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {SvgWidth} {SvgHeight}\" width=\"{SvgWidth}\" role=\"img\" "
                + $"aria-label=\"{alternative}\">");
        if (heat is not null)
        {
            var sampler = new HeatSampler(heat);
            int bars = Math.Min(56, length);
            double width = (double)SvgWidth / bars;
            for (int i = 0; i < bars; i++)
            {
                double share = sampler.At((i + 0.5) / bars);
                if (share < 0.02) continue;
                svg.Append(CultureInfo.InvariantCulture,
                    $"<rect class=\"heat\" x=\"{i * width:0.0}\" width=\"{width:0.0}\" height=\"{SvgHeight}\" "
                        + $"fill-opacity=\"{0.7 * share:0.00}\"/>");
            }
        }

        for (int c = 0; c < Math.Min(channels, MostLines); c++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"thin {"abc"[c % 3]}\" points=\"");
            int step = Math.Max(1, length / SvgWidth);
            for (int i = 0; i < length; i += step)
            {
                double value = (input[c * length + i] - low) / (high - low);
                svg.Append(CultureInfo.InvariantCulture,
                    $"{(i + 0.5) * SvgWidth / length:0.#},{SvgHeight - 4 - Finite(value) * (SvgHeight - 8):0.#} ");
            }

            svg.Append("\"/>");
        }

        return svg.Append("</svg>").ToString();
    }

    private Canvas Picture(float[] input, HeatSampler? heat)
    {
        int height = shape[1], width = shape[2], area = height * width;
        float[] values = IsPicture ? Shown(input) : Stretched(input);
        Plane[] planes = [.. Enumerable.Range(0, IsPicture ? shape[0] : 1).Select(c =>
            new Plane(width, height, values.AsSpan(c * area, area).ToArray()).Within(Longest, Longest))];
        var canvas = new Canvas(planes[0].Width, planes[0].Height);
        for (int y = 0; y < canvas.Height; y++)
        {
            for (int x = 0; x < canvas.Width; x++)
            {
                int i = y * canvas.Width + x;
                (byte, byte, byte) pixel = planes.Length == 1 ? ColorMap.Grey(planes[0].Values[i])
                    : (ColorMap.Byte(planes[0].Values[i]), ColorMap.Byte(planes[1].Values[i]), ColorMap.Byte(planes[2].Values[i]));
                if (heat is not null) pixel = ColorMap.Heated(pixel, heat.At((y + 0.5) / canvas.Height, (x + 0.5) / canvas.Width));
                canvas.Set(x, y, pixel);
            }
        }

        return canvas;
    }

    /// <summary>The middle slices of the first channel across the first, the second and the third of the last three axes.</summary>
    private Canvas Slices(float[] input, HeatSampler? heat)
    {
        float[] values = Stretched(input);
        int[] sizes = [shape[^3], shape[^2], shape[^1]];
        int across = sizes[2] + SliceGap + sizes[2] + SliceGap + sizes[1];
        var canvas = new Canvas(across, Math.Max(sizes[1], sizes[0])).Fill(128);
        Slice(0, (y, x) => (sizes[0] / 2, y, x), sizes[1], sizes[2]);
        Slice(sizes[2] + SliceGap, (y, x) => (y, sizes[1] / 2, x), sizes[0], sizes[2]);
        Slice(2 * (sizes[2] + SliceGap), (y, x) => (y, x, sizes[2] / 2), sizes[0], sizes[1]);
        return canvas;

        void Slice(int left, Func<int, int, (int D, int H, int W)> place, int height, int width)
        {
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    (int d, int h, int w) = place(y, x);
                    (byte, byte, byte) pixel = ColorMap.Grey(values[(d * sizes[1] + h) * sizes[2] + w]);
                    if (heat is not null) pixel = ColorMap.Heated(pixel,
                        heat.At((d + 0.5) / sizes[0], (h + 0.5) / sizes[1], (w + 0.5) / sizes[2]));
                    canvas.Set(left + x, y, pixel);
                }
            }
        }
    }

    /// <summary>A picture before its mean and deviation were taken out: 0 to 1.</summary>
    private float[] Shown(float[] input)
    {
        if (preparation is null) return input;
        int area = input.Length / shape[0];
        return [.. input.Select((v, i) => v * Of(preparation.Deviation, i / area) + Of(preparation.Mean, i / area))];

        static float Of(IReadOnlyList<float> numbers, int channel) => numbers[numbers.Count == 1 ? 0 : channel];
    }

    private static float[] Stretched(float[] input)
    {
        (double low, double high) = Range(input);
        return [.. input.Select(v => (float)((v - low) / (high - low)))];
    }

    private static (double Low, double High) Range(float[] input)
    {
        double low = input.Where(float.IsFinite).DefaultIfEmpty(0).Min(), high = input.Where(float.IsFinite).DefaultIfEmpty(0).Max();
        return (low, high > low ? high : low + 1);
    }

    private static double Finite(double value) => double.IsFinite(value) ? value : 0;
}
