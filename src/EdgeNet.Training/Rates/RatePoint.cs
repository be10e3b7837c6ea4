namespace EdgeNet.Training;

/// <summary>One step of a range test.</summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Loss">The mean loss of the step's batch, smoothed over the steps before.</param>
public readonly record struct RatePoint(float Rate, double Loss);
