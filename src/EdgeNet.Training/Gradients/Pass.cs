namespace EdgeNet.Training.Gradients;

/// <summary>What holds for one pass of one group of samples through all layers.</summary>
/// <param name="parameters">All parameters.</param>
/// <param name="parameterGradients">Their gradients, to be added to; null in inference.</param>
/// <param name="keys">A random key a lane for what a layer draws in training (dropout); null in inference, where nothing is drawn.</param>
internal readonly unsafe struct Pass(float* parameters, float* parameterGradients, ulong* keys)
{
    public readonly float* Parameters = parameters;
    public readonly float* ParameterGradients = parameterGradients;
    public readonly ulong* Keys = keys;
}
