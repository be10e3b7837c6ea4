using EdgeNet.Training.Understanding;

namespace EdgeNet.Cli.Pages.Drawings;

/// <summary>A heat map at any place of the sample, interpolated between the middles of its cells; the hottest cell is 1.</summary>
internal sealed class HeatSampler(HeatMap map)
{
    private readonly float _most = map.Values.Where(float.IsFinite).DefaultIfEmpty(0).Max();

    /// <summary>The heat at a place.</summary>
    /// <param name="place">0 to 1 on each axis, or on the last ones where the map has fewer axes.</param>
    /// <returns>0 to 1.</returns>
    public double At(params ReadOnlySpan<double> place)
    {
        if (_most <= 0) return 0;
        int axes = map.Shape.Count;
        place = place[Math.Max(0, place.Length - axes)..];
        double sum = 0;
        for (int corner = 0; corner < 1 << axes; corner++)
        {
            double weight = 1;
            int index = 0;
            for (int axis = 0; axis < axes; axis++)
            {
                int size = map.Shape[axis];
                double at = axis < place.Length ? Math.Clamp(place[axis] * size - 0.5, 0, size - 1) : 0;
                int low = (int)at, cell = (corner >> axis & 1) == 0 ? low : Math.Min(low + 1, size - 1);
                weight *= (corner >> axis & 1) == 0 ? 1 - (at - low) : at - low;
                index = index * size + cell;
            }

            sum += weight * map.Values[index];
        }

        return double.IsFinite(sum) ? Math.Clamp(sum / _most, 0, 1) : 0;
    }
}
