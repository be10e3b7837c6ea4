using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning.Streaming;

/// <summary>
/// Looks for the runs that lower the peak of the workspace: as long as some run around the step of the peak lowers it, the run that lowers
/// it most is streamed. Then what saves nothing is done as a whole again, and bands are made as large as the peak allows.
/// </summary>
internal sealed class StreamSearch
{
    /// <summary>Steps before and after the peak that a run may reach.</summary>
    private const int Reach = 14;

    /// <summary>Less of a gain than this is not worth the bands.</summary>
    private const double WorthIt = 0.98;

    /// <summary>Tiles that are worth fetching a Winograd step's weights for.</summary>
    private const int MinTiles = 4;

    private static readonly int[] BandRows = [1, 2, 4, 8, 16];

    private List<StreamSchedule> _schedules = [];

    /// <summary>Elements of workspace that are few enough: bands cost time.</summary>
    private readonly int _enough;

    public StreamSearch(ExecutionPlan plan)
    {
        Model = new(plan.Steps, plan.Buffers);
        _enough = LayerByLayerSchedule.MemoryBudget(plan.Graph);
    }

    /// <summary>The plan, with Winograd's steps taking fewer tiles together where that was at the peak.</summary>
    public StreamModel Model { get; private set; }

    /// <summary>The runs that are streamed.</summary>
    public IReadOnlyList<StreamSchedule> Schedules => _schedules;

    /// <summary>Searches.</summary>
    public void Run()
    {
        for (int round = 0; round < 4 * Reach; round++)
        {
            int[] live = Model.Live(_schedules);
            int peak = live.Max(), at = Array.IndexOf(live, peak);
            if (peak <= _enough || !(TakesFewerTiles(at, peak) || Streams(at, peak))) break;
        }

        Relax();
    }

    /// <summary>Every run that can be streamed, in the smallest bands.</summary>
    public static List<StreamSchedule> Everywhere(StreamModel model)
    {
        var schedules = new List<StreamSchedule>();
        for (int first = 0; first < model.Steps.Count; first++)
        {
            int last = first;
            while (last < model.Steps.Count && model.IsStreamable(last)) last++;
            for (last--; last > first; last--)
            {
                if (model.Schedule(new(first, last, 1 + first % 3)) is not { } schedule) continue;
                schedules.Add(schedule);
                first = last;
                break;
            }
        }

        return schedules;
    }

    /// <summary>Streams the run around a step that lowers the memory there most.</summary>
    private bool Streams(int at, int peak)
    {
        StreamSchedule? best = null;
        double bestLive = WorthIt * peak;
        for (int first = at; first >= Math.Max(0, at - Reach) && Model.IsStreamable(first); first--)
        {
            // A border belongs to the step after it.
            if (first > 0 && Model.Steps[first - 1] is BorderStep) continue;
            for (int last = Math.Max(at, first + 1); last <= Math.Min(Model.Steps.Count - 1, at + Reach) && Model.IsStreamable(last); last++)
            {
                if (Model.Steps[last] is BorderStep) continue;
                foreach (int rows in BandRows)
                {
                    if (Model.Schedule(new(first, last, rows)) is not { } schedule) continue;
                    double live = Highest(With(schedule), first, last, out bool isBelow, peak);
                    // A lower cost counts where memory is the same but for a little.
                    if (!isBelow || live >= bestLive && !(best is not null && live < 1.02 * bestLive && schedule.Cost < best.Cost / 2)) continue;
                    (best, bestLive) = (schedule, live);
                }
            }
        }

        if (best is null) return false;
        _schedules = With(best);
        return true;
    }

    /// <summary>The most memory at the steps that a change touches, and whether it is nowhere above the peak.</summary>
    private double Highest(List<StreamSchedule> schedules, int first, int last, out bool isBelow, int peak)
    {
        foreach (StreamSchedule replaced in _schedules.Where(s => s.Run.Meets(new(first, last, 1))))
            (first, last) = (Math.Min(first, replaced.Run.First), Math.Max(last, replaced.Run.Last));
        int[] live = Model.Live(schedules);
        isBelow = live.Max() <= peak;
        return live.Skip(first).Take(last - first + 1).Max();
    }

    private List<StreamSchedule> With(StreamSchedule schedule) => [.. _schedules.Where(s => !s.Run.Meets(schedule.Run)), schedule];

    /// <summary>Lets a Winograd step at the peak take half as many rows of tiles together.</summary>
    private bool TakesFewerTiles(int at, int peak)
    {
        if (Model.Steps[at] is not ConvWinogradStep { RowsTogether: > 1 } winograd || _schedules.Any(s => s.Run.Meets(new(at, at, 1)))) return false;
        int rows = winograd.RowsTogether / 2;
        if (rows * winograd.TileColumns * winograd.ConvolvedSlices < MinTiles) return false;
        Step[] steps = [.. Model.Steps];
        PlannedBuffer[] buffers = [.. Model.Buffers];
        Operand Shorter(Operand operand, int length)
        {
            buffers[operand.Buffer] = buffers[operand.Buffer] with { Length = length };
            return operand with { Layout = TensorLayout.Vector(length) };
        }

        steps[at] = winograd with { RowsTogether = rows, Transformed = Shorter(winograd.Transformed, winograd.TransformedLength(rows)), Sums = Shorter(winograd.Sums, winograd.SumsLength(rows)) };
        StreamRun[] runs = [.. _schedules.Select(s => s.Run)];
        Model = new(steps, buffers);
        _schedules = [.. runs.Select(r => Model.Schedule(r)!)];
        return true;
    }

    /// <summary>Drops runs that save nothing, and gives the others the largest bands and the fewest moves that keep the peak.</summary>
    private void Relax()
    {
        int peak = Math.Max(_enough, Model.Live(_schedules).Max());
        foreach (StreamSchedule schedule in _schedules.ToArray())
        {
            List<StreamSchedule> others = [.. _schedules.Where(s => s != schedule)];
            if (Model.Live(others).Max() <= peak)
            {
                _schedules = others;
                continue;
            }

            StreamSchedule best = schedule;
            foreach (int rows in BandRows)
            {
                if (Model.Schedule(schedule.Run with { Rows = rows }) is { } other && other.Cost < best.Cost && Model.Live([.. others, other]).Max() <= peak)
                    best = other;
            }

            _schedules = [.. others, best];
        }
    }
}
