namespace EdgeNet.Training.Gradients;

/// <summary>What holds for one pass of one group of samples through all layers.</summary>
/// <param name="parameters">All parameters.</param>
/// <param name="parameterGradients">Their gradients, to be added to; null in inference, and where that of the input alone is
/// wanted.</param>
/// <param name="keys">A random key a lane for what a layer draws in training (dropout); null in inference, where nothing is drawn, and
/// backward.</param>
/// <param name="samples">Lanes that hold a sample, the first ones; what runs in the others counts for nothing.</param>
internal readonly unsafe struct Pass(float* parameters, float* parameterGradients, ulong* keys, int samples)
{
    public readonly float* Parameters = parameters;
    public readonly float* ParameterGradients = parameterGradients;
    public readonly ulong* Keys = keys;
    public readonly int Samples = samples;

    /// <summary>The thread's memory: the most that a layer asks for (<see cref="LayerGradient.WorkspaceLength"/>).</summary>
    public float* Workspace { get; init; }

    /// <summary>Whether gradients of parameters are wanted, not only those of values.</summary>
    public bool WantsParameterGradients => ParameterGradients != null;

    /// <summary>Whether layers do forward what they do in training; backward they always do.</summary>
    public bool IsTraining => Keys != null;
}
