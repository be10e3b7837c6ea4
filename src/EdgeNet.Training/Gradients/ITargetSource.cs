using EdgeNet.Training.Data;

namespace EdgeNet.Training.Gradients;

/// <summary>Samples of which each has a row of targets.</summary>
internal interface ITargetSource : ISampleSource
{
    /// <summary>The targets of all samples, by number.</summary>
    TargetSet Targets { get; }
}
