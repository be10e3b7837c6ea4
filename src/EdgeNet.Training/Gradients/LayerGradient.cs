namespace EdgeNet.Training.Gradients;

/// <summary>
/// Forward and backward computation of one layer at its place in a graph. Stateless beyond tables made once, so that all workers
/// share it. Tensors hold <see cref="Lanes.Count"/> samples side by side: element e of sample s is at [e·Count + s], so that every
/// layer is a loop over elements whose body works on vectors of samples, whatever its rank, groups, stride or padding.
/// </summary>
internal abstract unsafe class LayerGradient
{
    /// <summary>Floats that each worker keeps for this layer from forward to backward.</summary>
    public virtual long ScratchLength => 0;

    /// <summary>Whether the output may be written over the only input, and its gradient likewise.</summary>
    public virtual bool CanRunInPlace => false;

    /// <summary>Whether backward reads the layer's own output, which then nobody may write over.</summary>
    public virtual bool ReadsOutput => false;

    /// <summary>Computes the output.</summary>
    public abstract void Forward(LayerState state, in Pass pass);

    /// <summary>
    /// Adds to the gradients of the inputs (where wanted: not null) and of the parameters. Where input and output gradient are the
    /// same memory, the layer runs in place and replaces instead.
    /// </summary>
    public abstract void Backward(LayerState state, in Pass pass);
}
