namespace EdgeNet.Training.Losses;

/// <summary>Weights that make every class count alike, however many samples it has.</summary>
internal static class ClassBalance
{
    /// <summary>The weight of each class: samples / (classes with samples · samples of the class), so that the mean over samples is 1.</summary>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="classes">Classes of the network; one without samples gets 1.</param>
    public static float[] Weights(ReadOnlySpan<int> labels, int classes)
    {
        int[] counts = new int[classes];
        foreach (int label in labels) counts[label]++;
        int present = counts.Count(c => c > 0);
        float[] weights = new float[classes];
        for (int c = 0; c < classes; c++)
            weights[c] = counts[c] == 0 ? 1 : (float)labels.Length / ((float)present * counts[c]);
        return weights;
    }
}
