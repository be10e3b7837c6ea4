namespace EdgeNet.Training;

/// <summary>How one picture was read.</summary>
/// <param name="Confidence">The confidence of the answer, 0 to 1.</param>
/// <param name="HasAnswer">Whether there is an answer, accepted or not.</param>
/// <param name="IsRight">Whether the answer is equal to the truth. On a picture without a field no answer is.</param>
/// <param name="HasField">Whether the picture has something to read.</param>
public readonly record struct ReadingScore(double Confidence, bool HasAnswer, bool IsRight, bool HasField = true);
