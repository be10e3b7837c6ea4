namespace EdgeNet.Training.Data.Checks;

/// <summary>
/// Finds copies: exact ones by the hash of their content; near ones of pictures by difference hashes that are at most seven bits apart,
/// confirmed by thumbnails whose levels differ by three of 255 on average at most. Two hashes so near have one of their eight bytes in
/// common, so that only samples of a common byte are compared.
/// </summary>
internal static class DuplicateFinder
{
    private const int MostBits = 7;
    private const double MostDifference = 3;
    private const int Parts = 8;

    /// <summary>Where so many share a byte, each is compared with as many of them as follow it, no more: a bound on the time.</summary>
    private const int MostCompared = 2000;

    /// <summary>Finds the copies.</summary>
    /// <param name="samples">The samples, in the order of the parts.</param>
    public static List<DuplicateSample> Find(IReadOnlyList<CheckedSample> samples)
    {
        var first = new Dictionary<UInt128, int>();
        int[] original = new int[samples.Count];
        bool[] isExact = new bool[samples.Count];
        for (int i = 0; i < samples.Count; i++)
        {
            original[i] = i;
            if (samples[i].Digest is not { } digest) continue;
            if (first.TryAdd(digest, i)) continue;
            original[i] = first[digest];
            isExact[i] = true;
        }

        for (int part = 0; part < Parts; part++) FindNear(samples, original, part);
        var found = new List<DuplicateSample>();
        for (int i = 0; i < samples.Count; i++)
        {
            if (original[i] == i) continue;
            CheckedSample copy = samples[i], of = samples[original[i]];
            found.Add(new DuplicateSample(copy.Name, of.Name, isExact[i], copy.Part != of.Part, copy.Label != of.Label));
        }

        return found;
    }

    private static void FindNear(IReadOnlyList<CheckedSample> samples, int[] original, int part)
    {
        var buckets = new Dictionary<byte, List<int>>();
        for (int i = 0; i < samples.Count; i++)
        {
            if (original[i] != i || samples[i].Thumbnail is not { } thumbnail) continue;
            byte key = (byte)(thumbnail.Hash >> (8 * part));
            if (!buckets.TryGetValue(key, out List<int>? bucket)) buckets[key] = bucket = [];
            bucket.Add(i);
        }

        foreach (List<int> bucket in buckets.Values)
        {
            for (int a = 0; a < bucket.Count; a++)
            {
                if (original[bucket[a]] != bucket[a]) continue;
                Thumbnail thumbnail = samples[bucket[a]].Thumbnail!;
                for (int b = a + 1; b < Math.Min(bucket.Count, a + 1 + MostCompared); b++)
                {
                    Thumbnail other = samples[bucket[b]].Thumbnail!;
                    if (original[bucket[b]] == bucket[b] && thumbnail.Bits(other) <= MostBits
                        && thumbnail.Difference(other) <= MostDifference)
                        original[bucket[b]] = bucket[a];
                }
            }
        }
    }
}
