using System.Numerics;

namespace EdgeNet.Training.Synthetic.Clutter;

/// <summary>Draws rules, underlines and the edges of boxes, with an ink of their own.</summary>
internal sealed class CropRules
{
    private readonly float[] _rules = new float[CropScene.MaxSide * CropScene.MaxSide];

    /// <summary>Adds some rules, often none.</summary>
    /// <param name="ink">The crop, row by row.</param>
    /// <param name="width">Its columns.</param>
    /// <param name="min">The least corner of the digit's box.</param>
    /// <param name="max">The largest corner.</param>
    /// <param name="hand">The hand.</param>
    /// <param name="random">The generator.</param>
    public void Add(Span<float> ink, int width, Vector2 min, Vector2 max, in Hand hand, ref SampleRandom random)
    {
        int kind = random.Next(20);
        if (kind >= 8) return;
        int length = ink.Length, height = length / width;
        Span<float> rules = _rules.AsSpan(0, length);
        rules.Clear();
        float h = hand.Height, radius = Math.Max(0.4f, h * random.NextSingle(0.008f, 0.05f)), lean = 0.03f * random.NextGaussian();
        float dash = random.Next(4) == 0 ? random.NextSingle(2, 6) : 0;
        if (kind <= 2) Horizontal(max.Y + random.NextSingle(-0.06f, 0.15f) * h);
        if (kind == 3) Horizontal(min.Y + random.NextSingle(0.1f, 0.9f) * h);
        if (kind == 4 || kind == 6)
        {
            bool isLeft = random.Next(2) == 0;
            float away = random.NextSingle(-0.04f, 0.3f) * h;
            Vertical(isLeft ? min.X - away : max.X + away);
        }

        if (kind == 5)
        {
            Horizontal(min.Y - random.NextSingle(-0.04f, 0.2f) * h);
            if (random.Next(2) == 0) Horizontal(max.Y + random.NextSingle(-0.04f, 0.2f) * h);
        }

        if (kind == 7)
        {
            float x = min.X - random.NextSingle(-0.03f, 0.2f) * h;
            Vertical(x);
            if (random.Next(3) > 0) Vertical(max.X + random.NextSingle(-0.03f, 0.2f) * h);
            Horizontal(max.Y + random.NextSingle(-0.03f, 0.2f) * h);
            if (random.Next(2) == 0) Horizontal(min.Y - random.NextSingle(-0.03f, 0.2f) * h);
        }

        float strength = random.NextSingle(0.25f, 1);
        for (int i = 0; i < ink.Length; i++)
            ink[i] = Math.Max(ink[i], strength * rules[i]);

        void Horizontal(float y) => Draw(new Vector2(-2, y), new Vector2(width + 2, y + lean * width));

        void Vertical(float x) => Draw(new Vector2(x, -2), new Vector2(x - lean * height, height + 2));

        void Draw(Vector2 from, Vector2 to)
        {
            Span<float> plane = _rules.AsSpan(0, length);
            if (dash == 0)
            {
                StrokeRaster.DrawSegment(from, to, radius, 1, plane, width);
                return;
            }

            Vector2 way = Vector2.Normalize(to - from);
            for (float at = 0; at < Vector2.Distance(from, to); at += 2 * dash)
                StrokeRaster.DrawSegment(from + at * way, from + (at + 0.6f * dash) * way, radius, 1, plane, width);
        }
    }
}
