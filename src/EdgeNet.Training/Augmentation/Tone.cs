namespace EdgeNet.Training.Augmentation;

/// <summary>Changes grey values one by one.</summary>
internal static class Tone
{
    /// <summary>value^gamma · contrast + noise, clamped to [0, 1].</summary>
    /// <param name="plane">The grey values.</param>
    /// <param name="contrast">The factor.</param>
    /// <param name="gamma">The power.</param>
    /// <param name="noise">The deviation of the noise.</param>
    /// <param name="random">The generator.</param>
    public static void Apply(Span<float> plane, float contrast, float gamma, float noise, ref SampleRandom random)
    {
        if (contrast == 1 && gamma == 1 && noise == 0) return;
        foreach (ref float value in plane)
        {
            if (gamma != 1 && value is > 0 and < 1) value = MathF.Pow(value, gamma);
            value *= contrast;
            if (noise > 0) value += noise * Normal(random.NextUInt64());
            value = Math.Clamp(value, 0, 1);
        }
    }

    /// <summary>Nearly normal: the sum of four uniform values of sixteen bits, whose variance is 4 / 12.</summary>
    private static float Normal(ulong bits)
    {
        int sum = (int)(bits & 0xFFFF) + (int)((bits >> 16) & 0xFFFF) + (int)((bits >> 32) & 0xFFFF) + (int)(bits >> 48);
        return (sum / 65536f - 2) * 1.7320508f;
    }
}
