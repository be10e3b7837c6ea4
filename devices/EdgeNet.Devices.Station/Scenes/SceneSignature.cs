using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Station.Scenes;

/// <summary>
/// What a scene looks like in 32×24 cells, without its brightness and contrast, which lamps and exposure change. Two signatures tell
/// whether something moved or lies there anew, for less than a tenth of what reading costs.
/// </summary>
internal sealed class SceneSignature
{
    private const int Columns = 32;
    private const int Rows = 24;

    // Samples of a cell in each direction: noise averages out, and a large frame costs no more than a small one.
    private const int Samples = 4;

    // Grey levels that are added to the scene's own spread: the noise of an even scene is no change.
    private const float LeastSpread = 16;

    private readonly float[] _cells = new float[Columns * Rows];

    /// <summary>Whether it has been taken.</summary>
    internal bool HasScene { get; private set; }

    /// <summary>Takes a scene.</summary>
    internal void Take(GreyFrame frame)
    {
        double sum = 0, squares = 0;
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                float cell = Mean(frame, column, row);
                _cells[row * Columns + column] = cell;
                sum += cell;
                squares += (double)cell * cell;
            }
        }

        double mean = sum / _cells.Length;
        double spread = Math.Sqrt(Math.Max(0, squares / _cells.Length - mean * mean)) + LeastSpread;
        foreach (ref float cell in _cells.AsSpan())
            cell = (float)((cell - mean) / spread);
        HasScene = true;
    }

    /// <summary>Takes another's scene.</summary>
    internal void CopyFrom(SceneSignature other)
    {
        other._cells.CopyTo(_cells, 0);
        HasScene = other.HasScene;
    }

    /// <summary>The mean square of how two scenes differ: 0 for the same, some 2 for two that have nothing in common.</summary>
    internal float Difference(SceneSignature other)
    {
        float sum = 0;
        for (int i = 0; i < _cells.Length; i++)
        {
            float difference = _cells[i] - other._cells[i];
            sum += difference * difference;
        }

        return sum / _cells.Length;
    }

    private static float Mean(GreyFrame frame, int column, int row)
    {
        int sum = 0;
        for (int y = 0; y < Samples; y++)
        {
            ReadOnlySpan<byte> pixels = frame.Row((int)((row * Samples + y + 0.5f) * frame.Height / (Rows * Samples)));
            for (int x = 0; x < Samples; x++)
                sum += pixels[(int)((column * Samples + x + 0.5f) * frame.Width / (Columns * Samples))];
        }

        return sum / (float)(Samples * Samples);
    }
}
