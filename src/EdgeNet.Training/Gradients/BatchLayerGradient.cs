namespace EdgeNet.Training.Gradients;

/// <summary>
/// A layer that in training computes each sample from all samples of the batch, as batch normalisation does. The groups of a batch run in
/// step up to it: each group gathers its share, the shares are put together in the order of the groups, so that the number of threads
/// makes no difference, and each group goes on from the whole. Backward likewise.
/// </summary>
internal abstract unsafe class BatchLayerGradient : LayerGradient
{
    /// <summary>Numbers that a group gathers, and that come of putting them together.</summary>
    public abstract int StatisticsLength { get; }

    /// <summary>Gathers a group's share of the inputs' statistics, before <see cref="LayerGradient.Forward"/>.</summary>
    public abstract void Gather(LayerState state, in Pass pass, double* share);

    /// <summary>Gathers a group's share of the gradients' statistics, before <see cref="LayerGradient.Backward"/>.</summary>
    public abstract void GatherGradients(LayerState state, in Pass pass, double* share);

    /// <summary>Puts a group's share of the inputs' statistics to the total, which starts at zero.</summary>
    public abstract void Join(double* total, double* share);

    /// <summary>Puts a group's share of the gradients' statistics to the total, which starts at zero.</summary>
    public abstract void JoinGradients(double* total, double* share);

    /// <summary>Records the batch's statistics in the layer's parameters.</summary>
    /// <param name="total">The inputs' statistics over the batch.</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="offsets">Where each parameter of the layer starts.</param>
    public abstract void Record(double* total, float* parameters, ReadOnlySpan<int> offsets);
}
