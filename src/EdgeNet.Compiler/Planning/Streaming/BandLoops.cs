using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning.Streaming;

/// <summary>Makes loops of bands that do the same some elements further on.</summary>
internal static class BandLoops
{
    /// <summary>The bands, each run of equal ones as a loop.</summary>
    /// <param name="bands">The steps of each band.</param>
    public static IEnumerable<StreamPart> Of(IReadOnlyList<List<Step>> bands)
    {
        List<Step>[] shapes = [.. bands.Select(band => band.Select(step => Moved(step, o => o with { Offset = 0 })).ToList())];
        for (int first = 0; first < bands.Count;)
        {
            int[]? distance = null;
            int next = first + 1;
            for (; next < bands.Count && shapes[next].SequenceEqual(shapes[first]); next++)
            {
                int[] moved = [.. Operands(bands[next]).Zip(Operands(bands[next - 1]), (after, before) => after.Offset - before.Offset)];
                if (distance is not null && !moved.SequenceEqual(distance)) break;
                distance = moved;
            }

            int count = next - first;
            yield return new(count, count == 1 ? bands[first] : Advancing(bands[first], distance!));
            first = next;
        }
    }

    private static List<Step> Advancing(List<Step> steps, int[] distance)
    {
        int next = 0;
        return [.. steps.Select(step => Moved(step, o => o with { Advance = distance[next++] }))];
    }

    private static IEnumerable<Operand> Operands(IEnumerable<Step> steps) => steps.SelectMany(s => s.Inputs.Append(s.Output));

    private static Step Moved(Step step, Func<Operand, Operand> move)
    {
        Operand[] inputs = [.. step.Inputs.Select(move)];
        return step with { Inputs = inputs, Output = move(step.Output) };
    }
}
