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

    /// <summary>
    /// Whether <see cref="Backward"/> sets the gradient of an input where <see cref="LayerState.Sets"/> asks for it, instead of adding to it.
    /// </summary>
    public virtual bool SetsInputGradients => false;

    /// <summary>Floats that all workers share, computed from the parameters once a batch.</summary>
    public virtual long SharedLength => 0;

    /// <summary>Floats that a thread needs while it computes: <see cref="Pass.Workspace"/>.</summary>
    public virtual long WorkspaceLength => 0;

    /// <summary>Computes what all workers share in a batch.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="offsets">Where each parameter of the layer starts.</param>
    /// <param name="shared">Receives <see cref="SharedLength"/> floats.</param>
    public virtual void Prepare(float* parameters, ReadOnlySpan<int> offsets, float* shared)
    {
    }

    /// <summary>Computes the output.</summary>
    public abstract void Forward(LayerState state, in Pass pass);

    /// <summary>
    /// Adds to the gradients of the inputs (where wanted: not null) and of the parameters; see <see cref="SetsInputGradients"/>. Where input and output gradient are the
    /// same memory, the layer runs in place and replaces instead.
    /// </summary>
    public abstract void Backward(LayerState state, in Pass pass);
}
