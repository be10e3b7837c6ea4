namespace EdgeNet.Training;

/// <summary>Which epoch's weights are kept.</summary>
public enum KeptEpoch
{
    /// <summary>The best one, but the last one where fewer than <see cref="ValidationPlan.LeastToChoose"/> samples would choose.</summary>
    Automatic,

    /// <summary>The one with the fewest errors on the validation samples; of equals the one with the lower loss.</summary>
    Best,

    /// <summary>The last one.</summary>
    Last,
}
