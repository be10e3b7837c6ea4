namespace EdgeNet.Training.Synthetic.Clutter;

/// <summary>What the symbols of one crop have in common: size, slant and pen.</summary>
internal struct Hand
{
    /// <summary>The height of a digit, in pixels.</summary>
    public float Height;

    /// <summary>Columns that a digit leans to the right for each row upwards.</summary>
    public float Slant;

    /// <summary>The width of digits, as a multiple of the usual.</summary>
    public float Aspect;

    /// <summary>Half the pen's width, in pixels.</summary>
    public float Radius;

    /// <summary>How much thinner the pen's thinnest stroke is, 0 to 1.</summary>
    public float Shading;

    /// <summary>Whether the pen is broad, thin along its edge; else it is thick where it is pressed, downwards.</summary>
    public bool IsBroad;

    /// <summary>Draws a hand.</summary>
    public static Hand Draw(ref SampleRandom random)
    {
        Hand hand = default;
        hand.Height = MathF.Exp(random.NextSingle(MathF.Log(15), MathF.Log(42)));
        hand.Slant = random.Next(5) < 3 ? 0.12f + 0.18f * random.NextGaussian() : random.NextSingle(-0.15f, 0.95f);
        hand.Aspect = MathF.Exp(0.15f * random.NextGaussian());
        float share = random.NextSingle();
        hand.Radius = Math.Max(0.5f, hand.Height * (0.018f + 0.085f * share * share));
        hand.Shading = random.Next(5) < 3 ? 0 : random.NextSingle(0.2f, 0.75f);
        hand.IsBroad = random.Next(3) == 0;
        return hand;
    }
}
