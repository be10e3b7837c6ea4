namespace EdgeNet.Training.Gradients;

/// <summary>
/// What the groups of a batch gathered together, for each <see cref="BatchLayerGradient"/>: shared by the <see cref="GradientWorker"/>s
/// whose groups make the batch.
/// </summary>
internal sealed unsafe class BatchTotals
{
    private readonly NetworkGradient _network;
    private readonly double[][] _inputs;
    private readonly double[][] _gradients;

    public BatchTotals(NetworkGradient network)
    {
        _network = network;
        _inputs = [.. network.BatchLayers.Select((_, i) => Allocate(Layer(i)))];
        _gradients = [.. network.BatchLayers.Select((_, i) => Allocate(Layer(i)))];
    }

    /// <summary>Pinned memory for what a layer gathers.</summary>
    public static double[] Allocate(BatchLayerGradient layer) => GC.AllocateArray<double>(layer.StatisticsLength, pinned: true);

    /// <summary>The statistics of a layer's inputs; valid while this object is reachable.</summary>
    public double* OfInputs(int batchLayer) => Pointer(_inputs[batchLayer]);

    /// <summary>The statistics of a layer's gradients; valid while this object is reachable.</summary>
    public double* OfGradients(int batchLayer) => Pointer(_gradients[batchLayer]);

    /// <summary>Puts together, in order, what the groups gathered from a layer's inputs.</summary>
    public void Join(int batchLayer, ReadOnlySpan<GradientWorker> groups)
    {
        Array.Clear(_inputs[batchLayer]);
        foreach (GradientWorker group in groups)
            Layer(batchLayer).Join(OfInputs(batchLayer), group.Share(batchLayer));
    }

    /// <summary>Puts together, in order, what the groups gathered from a layer's gradients.</summary>
    public void JoinGradients(int batchLayer, ReadOnlySpan<GradientWorker> groups)
    {
        Array.Clear(_gradients[batchLayer]);
        foreach (GradientWorker group in groups)
            Layer(batchLayer).JoinGradients(OfGradients(batchLayer), group.Share(batchLayer));
    }

    /// <summary>Records what was gathered from the inputs of all layers in their parameters.</summary>
    public void Record(float* parameters)
    {
        for (int i = 0; i < _inputs.Length; i++)
            Layer(i).Record(OfInputs(i), parameters, _network.ParameterOffsets(_network.BatchLayers[i]));
    }

    private static double* Pointer(double[] pinned) => (double*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref pinned[0]);

    private BatchLayerGradient Layer(int batchLayer) => (BatchLayerGradient)_network.Layers[_network.BatchLayers[batchLayer]]!;
}
