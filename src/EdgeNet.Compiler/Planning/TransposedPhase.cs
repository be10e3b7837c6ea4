namespace EdgeNet.Compiler.Planning;

/// <summary>
/// The outputs of a transposed convolution that lie at one place between its strides, on one axis. Output r + s·q takes tap k from
/// input (r + pad − k·d + s·q) / s, where that is a whole number: for all of them the same taps, so that they are an ordinary convolution.
/// </summary>
/// <param name="Phase">The first output.</param>
/// <param name="Outputs">Outputs, a stride apart.</param>
/// <param name="Taps">Taps that reach them; there may be none.</param>
/// <param name="FirstTap">The first of these taps.</param>
/// <param name="TapStep">Taps from one of these to the next.</param>
/// <param name="FirstInput">The input that the first tap reads for the first output; negative in the padding.</param>
/// <param name="InputStep">Inputs from a tap to the next one's, which lies before it.</param>
internal sealed record TransposedPhase(int Phase, int Outputs, int Taps, int FirstTap, int TapStep, int FirstInput, int InputStep)
{
    /// <summary>The lowest input that a tap reads.</summary>
    public int LowestInput => FirstInput - (Taps - 1) * InputStep;

    /// <summary>The highest input that a tap reads.</summary>
    public int HighestInput => FirstInput + Outputs - 1;

    /// <summary>The phases of one axis.</summary>
    /// <param name="kernel">Taps of the kernel.</param>
    /// <param name="stride">The stride.</param>
    /// <param name="pad">Outputs cut off before the first.</param>
    /// <param name="dilation">Outputs between neighbouring taps.</param>
    /// <param name="outputs">Outputs of the axis.</param>
    public static IReadOnlyList<TransposedPhase> Of(int kernel, int stride, int pad, int dilation, int outputs)
    {
        int common = GreatestCommonDivisor(stride, dilation);
        var phases = new List<TransposedPhase>();
        for (int phase = 0; phase < stride && phase < outputs; phase++)
        {
            int[] taps = [.. Enumerable.Range(0, kernel).Where(k => ((long)phase + pad - (long)k * dilation) % stride == 0)];
            int first = taps.Length == 0 ? 0 : taps[0];
            phases.Add(new(phase, (outputs - phase + stride - 1) / stride, taps.Length, first, stride / common,
                taps.Length == 0 ? 0 : checked((int)(((long)phase + pad - (long)first * dilation) / stride)), dilation / common));
        }

        return phases;
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
