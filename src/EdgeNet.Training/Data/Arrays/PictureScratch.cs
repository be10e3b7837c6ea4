namespace EdgeNet.Training.Data.Arrays;

/// <summary>Memory of a thread for a picture whose levels are converted.</summary>
/// <param name="length">Levels of a picture; 0 where none are converted.</param>
internal sealed class PictureScratch(int length)
{
    /// <summary>The numbers in the file.</summary>
    public float[] Values { get; } = new float[length];

    /// <summary>The levels.</summary>
    public byte[] Levels { get; } = new byte[length];
}
