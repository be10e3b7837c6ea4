namespace EdgeNet.Training;

/// <summary>Answers of about the same confidence: a point of a reliability diagram.</summary>
/// <param name="Answers">Answers, 1 or more.</param>
/// <param name="Right">How many of them are right.</param>
/// <param name="Confidence">Their mean confidence, 0 to 1.</param>
public readonly record struct CalibrationGroup(int Answers, int Right, double Confidence)
{
    /// <summary>The share that is right, 0 to 1: as large as the confidence where a network is calibrated.</summary>
    public double Accuracy => (double)Right / Answers;
}
