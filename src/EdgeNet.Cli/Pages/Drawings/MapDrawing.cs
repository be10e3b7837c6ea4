using EdgeNet.Training.Understanding;

namespace EdgeNet.Cli.Pages.Drawings;

/// <summary>Activations of a layer, and filters, as tiles beside each other.</summary>
internal static class MapDrawing
{
    private const int MostTiles = 32, TilesInRow = 8, LongestTile = 32, Gap = 1;
    private const int LongestSeries = 240, MostChannels = 64, VectorRow = 64, MostVector = 4096;
    private const byte Ground = 128;

    /// <summary>The activations: a tile a channel, of series a row a channel, of vectors a cell a number.</summary>
    /// <param name="layer">The layer's activations.</param>
    /// <returns>The drawing, and how many of the channels it shows.</returns>
    public static (Canvas Canvas, int Shown) Activations(LayerActivation layer)
    {
        (float low, float high) = Range(layer.Values);
        (byte, byte, byte) Color(float v) => ColorMap.Activation(((double)v - low) / (high - low));
        if (layer.Shape.Count <= 1) return (Vector(layer.Values, Color), Math.Min(layer.Values.Length, MostVector));
        int channels = layer.Shape[0], length = layer.Values.Length / channels;
        if (layer.Shape.Count == 2)
        {
            int shown = Math.Min(channels, MostChannels);
            return (new Plane(length, shown, layer.Values.AsSpan(0, shown * length).ToArray()).Within(LongestSeries, shown).Draw(Color),
                shown);
        }

        int tiles = Math.Min(channels, MostTiles);
        return (Tiles([.. Enumerable.Range(0, tiles).Select(c =>
            Plane.Of(layer.Spatial, layer.Values.AsSpan(c * length, length)).Draw(LongestTile, Color))]), tiles);
    }

    /// <summary>The first filters of a layer: gray is 0, bright above, dark below; three channels are red, green and blue.</summary>
    /// <param name="filters">The filters, one or more.</param>
    /// <returns>The drawing, and how many filters it shows.</returns>
    public static (Canvas Canvas, int Shown) Filters(IReadOnlyList<LayerActivation> filters)
    {
        float most = filters.SelectMany(f => f.Values).Where(float.IsFinite).Select(Math.Abs).DefaultIfEmpty(1).Max();
        if (most == 0) most = 1;
        double Share(float v) => 0.5 + 0.5 * v / most;
        int shown = Math.Min(filters.Count, MostTiles);
        return (Tiles([.. filters.Take(shown).Select(Draw)], ground: byte.MaxValue), shown);

        Canvas Draw(LayerActivation filter)
        {
            int channels = filter.Shape.Count > 1 ? filter.Shape[0] : 1, length = filter.Values.Length / channels;
            // A series' kernels: a row a channel.
            if (filter.Shape.Count <= 2) return new Plane(length, channels, filter.Values).Within(LongestTile, LongestTile).Draw(v =>
                ColorMap.Grey(Share(v)));
            Plane[] planes = [.. Enumerable.Range(0, channels is 3 && filter.Shape.Count == 3 ? 3 : 1).Select(c =>
                Plane.Of(filter.Spatial, filter.Values.AsSpan(c * length, length)).Within(LongestTile, LongestTile))];
            if (planes.Length == 1) return planes[0].Draw(v => ColorMap.Grey(Share(v)));
            var canvas = new Canvas(planes[0].Width, planes[0].Height);
            for (int i = 0; i < planes[0].Values.Length; i++)
                canvas.Set(i % canvas.Width, i / canvas.Width,
                    (ColorMap.Byte(Share(planes[0].Values[i])), ColorMap.Byte(Share(planes[1].Values[i])),
                        ColorMap.Byte(Share(planes[2].Values[i]))));
            return canvas;
        }
    }

    /// <summary>The least and the largest value; apart, so that one can be divided by their difference.</summary>
    public static (float Low, float High) Range(float[] values)
    {
        float low = values.Where(float.IsFinite).DefaultIfEmpty(0).Min(), high = values.Where(float.IsFinite).DefaultIfEmpty(0).Max();
        return (low, high > low ? high : low + 1);
    }

    private static Canvas Draw(this Plane plane, int longest, Func<float, (byte, byte, byte)> color) =>
        plane.Within(longest, longest).Draw(color);

    private static Canvas Vector(float[] values, Func<float, (byte, byte, byte)> color)
    {
        int count = Math.Min(values.Length, MostVector), row = Math.Min(count, VectorRow);
        var canvas = new Canvas(row, (count + row - 1) / row).Fill(Ground);
        for (int i = 0; i < count; i++) canvas.Set(i % row, i / row, color(values[i]));
        return canvas;
    }

    private static Canvas Tiles(Canvas[] tiles, byte ground = Ground)
    {
        int across = Math.Min(TilesInRow, tiles.Length), down = (tiles.Length + across - 1) / across;
        int width = tiles[0].Width + Gap, height = tiles[0].Height + Gap;
        var canvas = new Canvas(across * width - Gap, down * height - Gap).Fill(ground);
        for (int i = 0; i < tiles.Length; i++) canvas.Put(tiles[i], i % across * width, i / across * height);
        return canvas;
    }
}
