namespace EdgeNet.Training;

/// <summary>What comes of accepting every answer from a confidence on.</summary>
/// <param name="Threshold">The least confidence that is accepted.</param>
/// <param name="Right">Accepted answers that are right.</param>
/// <param name="Wrong">Accepted answers that are wrong.</param>
public readonly record struct RejectPoint(double Threshold, int Right, int Wrong)
{
    /// <summary>The share of accepted answers that are wrong, 0 to 1; 0 if none is accepted.</summary>
    public double Error => Right + Wrong == 0 ? 0 : (double)Wrong / (Right + Wrong);
}
