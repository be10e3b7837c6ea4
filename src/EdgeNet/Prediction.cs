namespace EdgeNet;

/// <summary>The most likely class.</summary>
/// <param name="Class">Its index in the output.</param>
/// <param name="Confidence">Its output: a probability in [0, 1] where the network ends in a softmax.</param>
public readonly record struct Prediction(int Class, float Confidence);
