using System.Runtime.Intrinsics;

namespace EdgeNet.Training.Gradients.Layers.Convolutions.Winograd;

/// <summary>
/// The sums of a convolution by Winograd's transforms along the last axis, half the multiply-adds or so: each of the six points is a
/// convolution over the other axes, done by <see cref="ConvKernels"/>.
/// </summary>
internal sealed unsafe class WinogradConv(WinogradGeometry geometry)
{
    private readonly float[] _matrix = WinogradPoints.WeightMatrix(geometry.LastTaps);

    /// <summary>Floats of the transformed weights.</summary>
    public long WeightFloats => geometry.WeightFloats;

    /// <summary>Floats that a thread needs at a time.</summary>
    public long WorkspaceLength =>
        LaneMemory.Pad(geometry.InputFloats) + LaneMemory.Pad(geometry.ProductFloats) + LaneMemory.Pad(geometry.WeightFloats);

    /// <summary>U = G·w for all filters and channels.</summary>
    /// <param name="weights">(filter, channel, leading tap, last tap).</param>
    /// <param name="transformed">Receives (point, filter, channel, leading tap).</param>
    public void TransformWeights(float* weights, float* transformed)
    {
        int taps = geometry.LastTaps;
        long rows = geometry.WeightFloats / WinogradPoints.Count;
        for (long row = 0; row < rows; row++, weights += taps)
        {
            for (int e = 0; e < WinogradPoints.Count; e++)
            {
                float sum = 0;
                for (int tap = 0; tap < taps; tap++)
                    sum += _matrix[e * taps + tap] * weights[tap];
                transformed[e * rows + row] = sum;
            }
        }
    }

    /// <summary>y = x * w + bias.</summary>
    /// <param name="x">The input, not padded.</param>
    /// <param name="transformed">What <see cref="TransformWeights"/> made.</param>
    /// <param name="bias">A number a filter; null for none.</param>
    /// <param name="y">The output.</param>
    /// <param name="add">Whether the output is added to what is there.</param>
    /// <param name="workspace">Memory of <see cref="WorkspaceLength"/>.</param>
    public void Forward(float* x, float* transformed, float* bias, float* y, bool add, float* workspace)
    {
        float* products = workspace + LaneMemory.Pad(geometry.InputFloats);
        fixed (int* taps = geometry.Taps, positions = geometry.Positions)
        {
            for (int band = 0; band < geometry.Bands; band++)
            {
                TransformInput(x, band, workspace);
                int count = geometry.RowsOf(band) * geometry.RowPositions;
                var kernels = new ConvKernels(taps, geometry.Taps.Length, positions, count, geometry.Filters, geometry.ArePairs);
                for (int e = 0; e < WinogradPoints.Count; e++)
                    kernels.Forward(Weights(transformed, e), null, Inputs(workspace, e), products + e * Step(count));
                TransformOutput(products, band, bias, y, add);
            }
        }
    }

    /// <summary>dw += the gradient of the weights.</summary>
    /// <param name="x">The input, not padded.</param>
    /// <param name="dy">The gradient of the output.</param>
    /// <param name="dw">The gradient of the weights, (filter, channel, leading tap, last tap).</param>
    /// <param name="workspace">Memory of <see cref="WorkspaceLength"/>.</param>
    public void BackwardWeights(float* x, float* dy, float* dw, float* workspace)
    {
        float* products = workspace + LaneMemory.Pad(geometry.InputFloats);
        float* sums = products + LaneMemory.Pad(geometry.ProductFloats);
        new Span<float>(sums, checked((int)geometry.WeightFloats)).Clear();
        fixed (int* taps = geometry.Taps, positions = geometry.Positions)
        {
            for (int band = 0; band < geometry.Bands; band++)
            {
                TransformInput(x, band, workspace);
                TransformGradient(dy, band, products);
                int count = geometry.RowsOf(band) * geometry.RowPositions;
                var kernels = new ConvKernels(taps, geometry.Taps.Length, positions, count, geometry.Filters, geometry.ArePairs);
                for (int e = 0; e < WinogradPoints.Count; e++)
                    kernels.BackwardWeights(Inputs(workspace, e), products + e * Step(count), Weights(sums, e));
            }
        }

        AddWeights(sums, dw);
    }

    /// <summary>Floats from one point's products to the next one's.</summary>
    private nint Step(int count) => (nint)geometry.Filters * count * Lanes.Count;

    private float* Inputs(float* transformed, int e) => transformed + (long)e * geometry.Channels * geometry.PlaneFloats;

    private float* Weights(float* transformed, int e) => transformed + e * (geometry.WeightFloats / WinogradPoints.Count);

    private void TransformInput(float* x, int band, float* transformed)
    {
        nint step = (nint)geometry.Channels * geometry.PlaneFloats;
        int rowFloats = geometry.Tiles * Lanes.Count;
        int[] sources = geometry.SourceRows[band];
        for (int c = 0; c < geometry.Channels; c++)
        {
            float* plane = x + (long)c * geometry.InputRows * geometry.Width * Lanes.Count;
            float* to = transformed + (long)c * geometry.PlaneFloats;
            for (int row = 0; row < geometry.PlaneRows; row++, to += rowFloats)
            {
                int source = sources[row];
                if (source >= 0)
                {
                    TransformRow(plane + (long)source * geometry.Width * Lanes.Count, to, step);
                    continue;
                }

                for (int e = 0; e < WinogradPoints.Count; e++)
                    new Span<float>(to + e * step, rowFloats).Clear();
            }
        }
    }

    private void TransformRow(float* x, float* to, nint step)
    {
        float* edge = stackalloc float[WinogradPoints.Count * Lanes.Count];
        for (int tile = 0; tile < geometry.Tiles; tile++, to += Lanes.Count)
        {
            int start = tile * geometry.Outputs - geometry.Pad;
            float* from = x + (nint)start * Lanes.Count;
            if (start < 0 || start + WinogradPoints.Count > geometry.Width)
            {
                for (int i = 0; i < WinogradPoints.Count; i++)
                {
                    bool inside = start + i >= 0 && start + i < geometry.Width;
                    Lanes.Store(edge + i * Lanes.Count, inside ? Lanes.Load(from + i * Lanes.Count) : Vector256<float>.Zero);
                }

                from = edge;
            }

            WinogradPoints.TransformInput(from, to, step);
        }
    }

    private void TransformOutput(float* products, int band, float* bias, float* y, bool add)
    {
        int count = geometry.RowsOf(band) * geometry.RowPositions, rows = count / geometry.Tiles;
        nint step = Step(count);
        float* tile = stackalloc float[5 * Lanes.Count];
        for (int o = 0; o < geometry.Filters; o++)
        {
            var start = Vector256.Create(bias == null ? 0 : bias[o]);
            float* row = OutputRow(y, o, band);
            for (int r = 0; r < rows; r++, row += geometry.OutputWidth * Lanes.Count)
            {
                for (int t = 0; t < geometry.Tiles; t++, products += Lanes.Count)
                {
                    int first = t * geometry.Outputs, outputs = Math.Min(geometry.Outputs, geometry.OutputWidth - first);
                    WinogradPoints.TransformOutput(products, step, geometry.Outputs, tile);
                    float* to = row + first * Lanes.Count;
                    for (int i = 0; i < outputs * Lanes.Count; i += Lanes.Count)
                        Lanes.Store(to + i, Lanes.Load(tile + i) + (add ? Lanes.Load(to + i) : start));
                }
            }
        }
    }

    private void TransformGradient(float* dy, int band, float* products)
    {
        int count = geometry.RowsOf(band) * geometry.RowPositions, rows = count / geometry.Tiles;
        nint step = Step(count);
        float* edge = stackalloc float[5 * Lanes.Count];
        for (int o = 0; o < geometry.Filters; o++)
        {
            float* row = OutputRow(dy, o, band);
            for (int r = 0; r < rows; r++, row += geometry.OutputWidth * Lanes.Count)
            {
                for (int t = 0; t < geometry.Tiles; t++, products += Lanes.Count)
                {
                    int first = t * geometry.Outputs;
                    float* from = row + first * Lanes.Count;
                    if (first + geometry.Outputs > geometry.OutputWidth)
                    {
                        for (int i = 0; i < geometry.Outputs; i++)
                        {
                            bool inside = first + i < geometry.OutputWidth;
                            Lanes.Store(edge + i * Lanes.Count, inside ? Lanes.Load(from + i * Lanes.Count) : Vector256<float>.Zero);
                        }

                        from = edge;
                    }

                    WinogradPoints.TransformGradient(from, geometry.Outputs, products, step);
                }
            }
        }
    }

    private float* OutputRow(float* y, int filter, int band)
    {
        long first = (long)band * geometry.Band * geometry.RowPositions / geometry.Tiles;
        return y + ((long)filter * geometry.OutputRows + first) * geometry.OutputWidth * Lanes.Count;
    }

    /// <summary>dw += Gᵀ·dU, eight rows of weights at a time.</summary>
    private void AddWeights(float* sums, float* dw)
    {
        int taps = geometry.LastTaps;
        long rows = geometry.WeightFloats / WinogradPoints.Count, row = 0;
        float* eight = stackalloc float[5 * Lanes.Count];
        for (; row <= rows - Lanes.Count; row += Lanes.Count, dw += taps * Lanes.Count)
        {
            for (int tap = 0; tap < taps; tap++)
            {
                Vector256<float> sum = Vector256<float>.Zero;
                for (int e = 0; e < WinogradPoints.Count; e++)
                    sum = Lanes.MultiplyAdd(Vector256.Create(_matrix[e * taps + tap]), Lanes.Load(sums + e * rows + row), sum);
                Lanes.Store(eight + tap * Lanes.Count, sum);
            }

            for (int i = 0; i < Lanes.Count; i++)
                for (int tap = 0; tap < taps; tap++)
                    dw[i * taps + tap] += eight[tap * Lanes.Count + i];
        }

        for (; row < rows; row++, dw += taps)
        {
            for (int tap = 0; tap < taps; tap++)
            {
                float sum = 0;
                for (int e = 0; e < WinogradPoints.Count; e++)
                    sum = float.MultiplyAddEstimate(_matrix[e * taps + tap], sums[e * rows + row], sum);
                dw[tap] += sum;
            }
        }
    }
}
